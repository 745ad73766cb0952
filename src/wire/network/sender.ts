import type { Hold, NetworkClient } from './network-client.js';

/** Who sends a request, and where. */
export interface Sender {
  /** The task in whose code it is sent; undefined outside of any. */
  readonly client: NetworkClient | undefined;
  /** An error that was made there, for its stack. */
  readonly made: Error;
  /** Keeps virtual time from passing while the request and its answer are on their way. */
  hold?: Hold | undefined;
}

/** Waits for the world, whose time may pass meanwhile. */
export function whileAway<Result>({ hold }: Sender, ask: () => Promise<Result>): Promise<Result> {
  return hold === undefined ? ask() : hold.away(ask);
}
