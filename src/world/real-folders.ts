import { join } from 'node:path';
import type { RealWorkspace } from '../model/settings.js';

type Place = Pick<RealWorkspace, 'folder'>;

/** The copy that one worker's scenarios work in, by the number of its thread. */
export const workerFolder = ({ folder }: Place, thread: number) => join(folder, `worker-${thread}`);

/** The copy that workers copy. */
export const baseFolder = ({ folder }: Place) => join(folder, 'base');
