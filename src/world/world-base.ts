import type { BaseMocks } from '../mock/files/read-base-mocks.js';
import type { RunSettings } from '../model/settings.js';
import { createResolver } from '../script/resolve.js';
import { createSourceBook } from '../script/source-book.js';
import type { WorldBase, WorldListeners } from './world.js';

/** What the worlds of one worker share. */
export function createWorldBase(settings: RunSettings, mocks: BaseMocks, listeners: WorldListeners = {}): WorldBase {
  const book = createSourceBook(settings.root);
  const resolver = createResolver({ book, roots: settings.roots, modulePaths: settings.modulePaths });
  return { settings, mocks, book, resolver, ...listeners };
}
