import { afterEach, describe, expect, it } from 'vitest';
import type { RuleChange, RuleStore } from '../../src/rule/rule-store.js';

/** A store to try, and how what is in it changes. */
export interface TriedStore {
  readonly store: RuleStore;
  putLua(id: string, text: string): Promise<void>;
  /** A native rule that gives this text. */
  putNative(id: string, gives: string): Promise<void>;
  remove(id: string): Promise<void>;
  close(): Promise<void>;
}

/** Changes as they are told, to be waited for. */
class Changes {
  readonly all: RuleChange[] = [];
  #waiting: (() => void)[] = [];

  readonly take = (change: RuleChange): void => {
    this.all.push(change);
    for (const wake of this.#waiting.splice(0)) wake();
  };

  async until(isIt: (change: RuleChange) => boolean): Promise<RuleChange> {
    for (;;) {
      const found = this.all.find(isIt);
      if (found !== undefined) return found;
      await new Promise<void>((resolve) => this.#waiting.push(resolve));
    }
  }
}

const isChanged = (id: string) => (change: RuleChange) => change.kind === 'changed' && change.rule.id === id;

/** What every store of rules does alike. */
export function conformStore(name: string, open: () => Promise<TriedStore>): void {
  describe(`${name} as a store of rules`, () => {
    const opened: (() => Promise<void>)[] = [];
    const start = async () => {
      const tried = await open();
      opened.push(() => tried.close());
      return tried;
    };
    const watch = async (store: RuleStore) => {
      const changes = new Changes();
      const stop = await store.watch(changes.take);
      opened.push(stop);
      return { changes, stop };
    };

    afterEach(async () => {
      for (const close of opened.splice(0).reverse()) await close();
    });

    it('lists its rules by id, in the order of code units', async () => {
      const { store, putLua, putNative } = await start();
      expect(await store.list()).toEqual([]);
      for (const id of ['b', 'B', 'a/b', 'a']) await putLua(id, `return "${id}"`);
      await putNative('c', 'c');
      expect((await store.list()).map(({ id, kind }) => `${id} ${kind}`)).toEqual([
        'B lua',
        'a lua',
        'a/b lua',
        'b lua',
        'c native',
      ]);
    });

    it('gives a rule as it is now, under the version that it lists', async () => {
      const { store, putLua } = await start();
      await putLua('a', 'return 1');
      const first = await store.get('a');
      expect(first).toMatchObject({ id: 'a', kind: 'lua' });
      expect(first?.kind === 'lua' && new TextDecoder().decode(first.source)).toBe('return 1');
      expect((await store.list())[0]?.version).toBe(first?.version);
      await putLua('a', 'return 2');
      const second = await store.get('a');
      expect(second?.version).not.toBe(first?.version);
      await putLua('a', 'return 1');
      expect((await store.get('a'))?.version).toBe(first?.version);
    });

    it('has nothing under an id that is not there, whatever it reads like', async () => {
      const { store, putLua } = await start();
      await putLua('a', 'return 1');
      for (const id of ['b', '', 'A', '../a', 'a.lua', "a'; drop table rules; --", '__proto__', 'a\0'])
        expect(await store.get(id)).toBeUndefined();
    });

    it('means the Lua rule where there is a native twin, and has both', async () => {
      const { store, putLua, putNative } = await start();
      await putNative('a', 'n');
      expect((await store.get('a'))?.kind).toBe('native');
      expect(await store.get('a', 'lua')).toBeUndefined();
      await putLua('a', 'return 1');
      expect((await store.list()).map(({ kind }) => kind)).toEqual(['lua']);
      expect([(await store.get('a'))?.kind, (await store.get('a', 'native'))?.kind]).toEqual(['lua', 'native']);
    });

    it('forgets what is taken out', async () => {
      const { store, putLua, remove } = await start();
      await putLua('a', 'return 1');
      await remove('a');
      expect(await store.get('a')).toBeUndefined();
      expect(await store.list()).toEqual([]);
    });

    it('tells of rules that come, change and go', async () => {
      const { store, putLua, putNative, remove } = await start();
      await putLua('a', 'return 1');
      const { changes } = await watch(store);
      await putLua('b', 'return 2');
      await putNative('c', 'c');
      await changes.until(isChanged('b'));
      await changes.until(isChanged('c'));
      await putLua('a', 'return 3');
      const changed = await changes.until(isChanged('a'));
      expect(changed).toMatchObject({ rule: { version: (await store.get('a'))?.version } });
      await remove('b');
      await changes.until((change) => change.kind === 'removed' && change.id === 'b');
    });

    it('tells of a rule that goes back to what it was', async () => {
      const { store, putLua } = await start();
      await putLua('a', 'return 1');
      const before = (await store.get('a'))?.version;
      const { changes } = await watch(store);
      await putLua('a', 'return 2');
      await changes.until((change) => change.kind === 'changed' && change.rule.version !== before);
      await putLua('a', 'return 1');
      await changes.until((change) => change.kind === 'changed' && change.rule.version === before);
    });

    it('tells nobody who has stopped watching', async () => {
      const { store, putLua } = await start();
      const first = await watch(store);
      const second = await watch(store);
      await first.stop();
      await putLua('a', 'return 1');
      await second.changes.until(isChanged('a'));
      expect(first.changes.all).toEqual([]);
    });
  });
}
