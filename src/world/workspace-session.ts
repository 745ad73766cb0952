import { EffectLedger } from '../mock/effect-ledger.js';
import type { Workspace } from '../mock/workspace.js';
import { WorkspaceFaults } from '../mock/workspace-faults.js';

/** All about files in one world: the workspace itself, the faults scripted for it, and what was done to it. */
export class WorkspaceSession {
  /** Opened when first used. */
  files: Workspace | undefined;
  faults = new WorkspaceFaults();
  ledger = new EffectLedger();
  /** Moments that the scenario has kept, by number. */
  snapshots: readonly Workspace[] = [];
  /** Bytes of files that the journal keeps as they were and as they became. */
  diffBytes = 0;

  /** In constant time. */
  fork(): WorkspaceSession {
    const fork = new WorkspaceSession();
    fork.files = this.files?.fork();
    fork.faults = this.faults.fork();
    fork.ledger = this.ledger;
    fork.snapshots = this.snapshots;
    fork.diffBytes = this.diffBytes;
    return fork;
  }
}
