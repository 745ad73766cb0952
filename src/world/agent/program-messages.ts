import type { ProgramEnd, ProgramOrder } from './program.js';

/** What a worker asks of its parent, which starts and ends the programs: a thread that is killed cannot clean up. */
export type ToPrograms =
  | { readonly kind: 'start'; readonly id: number; readonly order: ProgramOrder }
  | { readonly kind: 'write'; readonly id: number; readonly text: string }
  | { readonly kind: 'close input'; readonly id: number }
  | { readonly kind: 'kill'; readonly id: number }
  /** So many bytes of output have been taken. */
  | { readonly kind: 'taken'; readonly id: number; readonly bytes: number };

export type FromPrograms =
  | { readonly kind: 'output' | 'error'; readonly id: number; readonly bytes: Uint8Array }
  | { readonly kind: 'end'; readonly id: number; readonly end: ProgramEnd };
