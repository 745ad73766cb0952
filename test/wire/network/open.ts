import { AsyncLocalStorage } from 'node:async_hooks';
import { openNetwork } from '../../../src/wire/network/open-network.js';
import { FakeClient } from './fake-client.js';

const running = new AsyncLocalStorage<FakeClient>();
const strays: string[] = [];
let isOpened = false;

/** Opens the network of this test's process, once; it stays open for the rest of it. */
export function openForTest(allow: readonly string[] = []): void {
  if (isOpened) return;
  isOpened = true;
  openNetwork({
    allow,
    current: () => running.getStore(),
    outside: (run) => running.exit(run),
    onStray: (stray) => strays.push(stray),
  });
}

/** Attempts that no task could answer for, since this was asked last. */
export function takeStrays(): string[] {
  return strays.splice(0);
}

/** Runs an agent's code; gives what it gives, and its task's end of the network. */
export async function runAgent<T>(client: FakeClient, agent: () => Promise<T>): Promise<T> {
  try {
    return await running.run(client, agent);
  } finally {
    client.isOpen = false;
  }
}

export function createClient(script: Partial<Pick<FakeClient, 'models' | 'services'>> = {}): FakeClient {
  return Object.assign(new FakeClient(), script);
}
