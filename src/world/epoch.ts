/** 2025-01-01T00:00:00Z: when every world begins. */
export const EPOCH_MS = 1_735_689_600_000;
