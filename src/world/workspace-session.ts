import type { EffectLedger } from '../mock/effect-ledger.js';
import type { Workspace } from '../mock/workspace.js';
import type { WorkspaceFaults } from '../mock/workspace-faults.js';

/** All about files in one world; each part is made when it is first used. */
export class WorkspaceSession {
  files: Workspace | undefined;
  /** What the scenario has scripted to go wrong. */
  faults: WorkspaceFaults | undefined;
  /** What was done to files, by whom. */
  ledger: EffectLedger | undefined;
  /** Moments that the scenario has kept, by number. */
  snapshots: readonly Workspace[] = [];
  /** Bytes of files that the journal keeps as they were and as they became. */
  diffBytes = 0;

  /** In constant time. */
  fork(): WorkspaceSession {
    const fork = new WorkspaceSession();
    fork.files = this.files?.fork();
    fork.faults = this.faults?.fork();
    fork.ledger = this.ledger;
    fork.snapshots = this.snapshots;
    fork.diffBytes = this.diffBytes;
    return fork;
  }
}
