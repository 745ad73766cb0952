import { LONG_JUMP, VmAbort } from './imports.js';

/** A host function threw what no script can be blamed for: a mistake of moonrig's own. */
export class HostBug extends Error {
  constructor(cause: unknown) {
    super(cause instanceof Error ? (cause.stack ?? cause.message) : String(cause), { cause });
    this.name = 'HostBug';
  }
}

/** Whether an error that left Lua means that the VM gave up; Lua's own longjmp counts, and a stack overflow of the host's. */
export function isVmFault(error: unknown): boolean {
  return (
    error instanceof VmAbort ||
    error instanceof WebAssembly.RuntimeError ||
    error instanceof RangeError ||
    error === LONG_JUMP
  );
}
