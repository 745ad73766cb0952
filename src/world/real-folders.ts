import { join } from 'node:path';
import type { RealWorkspace } from '../model/settings.js';

/** The copy that one worker's scenarios work in, by the number of its thread. */
export const workerFolder = ({ folder }: RealWorkspace, thread: number) => join(folder, `worker-${thread}`);

/** The copy that workers copy. */
export const baseFolder = ({ folder }: RealWorkspace) => join(folder, 'base');
