import type { Dispatch } from '../../model/dispatch.js';
import type { Value } from '../../model/value.js';
import type { PreludeSource } from '../open-prelude.js';
import type { VmImage } from '../vm-image.js';

/** What a VM for rules is made of. */
export interface RuleVmOptions {
  readonly compiled: WebAssembly.Module;
  /** How large the VM may grow. */
  readonly memoryBytes: number;
  /** `readRulePrelude()`, or the image of a VM in which it ran with the same settings. */
  readonly prelude: readonly PreludeSource[] | VmImage;
  /** Answers the host functions of the prelude; `source.script` finds the rules by name. */
  readonly dispatch: Dispatch;
  readonly settings: Value;
  /** Value by value instead of through memory; for tests, and where code must not be generated. */
  readonly isPlain?: boolean;
}
