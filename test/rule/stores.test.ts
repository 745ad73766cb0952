import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { FileRuleStore } from '../../src/rule/file-store.js';
import { MemoryRuleStore } from '../../src/rule/memory-store.js';
import { hashSource } from '../../src/script/script-source.js';
import { makeProject, writeFiles } from './rule-project.js';
import { conformStore } from './store-conformance.js';

conformStore('memory', async () => {
  const store = new MemoryRuleStore();
  const encode = (text: string) => new TextEncoder().encode(text);
  return {
    store,
    async putLua(id, text) {
      const source = encode(text);
      store.put({ id, kind: 'lua', path: `rules/${id}.lua`, source, version: hashSource(source) });
    },
    async putNative(id, gives) {
      const version = hashSource(encode(gives));
      store.put({ id, kind: 'native', path: `rules/${id}.ts`, version, rule: { run: () => gives } });
    },
    remove: async (id) => store.remove(id),
    close: async () => undefined,
  };
});

conformStore('a folder', async () => {
  const root = makeProject();
  return {
    store: new FileRuleStore({ root }),
    putLua: async (id, text) => writeFiles(root, { [`rules/${id}.lua`]: text }),
    putNative: async (id, gives) =>
      writeFiles(root, { [`rules/${id}.ts`]: `export default () => ${JSON.stringify(gives)};` }),
    remove: async (id) => rmSync(join(root, `rules/${id}.lua`)),
    close: async () => undefined,
  };
});
