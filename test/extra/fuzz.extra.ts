import { holdBothWays } from '../vm/direct/hold-both-ways.js';

/** `MOONRIG_FUZZ` asks for another number of contexts. */
holdBothWays(Number(process.env.MOONRIG_FUZZ ?? 1_000_000));
