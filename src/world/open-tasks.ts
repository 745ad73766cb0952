import { Tasks } from './tasks.js';
import type { World } from './world.js';

/** The tasks and timers of a world, which it has from now on. */
export function openTasks(world: World): Tasks {
  world.tasks ??= new Tasks(world);
  return world.tasks;
}
