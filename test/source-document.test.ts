import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';

const folder = join(import.meta.dirname, '../scenarios/source-document');

/** SHA-256 of the scripts as the source document has them. */
const SCRIPTS: Readonly<Record<string, string>> = {
  'agents/behaviors/cost_optimizer.lua': '050e43091ecc1632dec9510002c2724052539618104c9b502e305516988fa042',
  'config/runtime.lua': '0458287db04df0c5ee7ea5b6465be3d926bc2eb503744f7d84650a3eb40f08bc',
  'rules/epic_validation.lua': '33db27cebee984f62ea840b4d368e5273d0ce1acbbd315eb8924ac74b8acef5c',
  'tests/scenarios/agent_workflow.lua': 'b4313880e4a5f3ba55c61276855ff0be2c3ea468687093fc05d07784220edb95',
  'transforms/clean_code_chunks.lua': '0eb3bb0da4c588d15d1db65c43996369e1d5f3a0bf38a41ce49f98a2b4234b97',
  'workflows/sparc/specification_phase.lua': '5407917077e354ff0ddb9fd76814c674a8f9d0ab73a942293b049b45434cbaef',
};

function listScripts(): string[] {
  const paths = readdirSync(folder, { recursive: true, encoding: 'utf8' }).map((path) => path.replaceAll('\\', '/'));
  return paths.filter((path) => path.endsWith('.lua') && !path.endsWith('.scenario.lua')).sort();
}

describe("the source document's scripts", () => {
  it('are all there, and nothing else is', () => {
    expect(listScripts()).toEqual(Object.keys(SCRIPTS));
  });

  it.each(Object.entries(SCRIPTS))('%s stands unmodified, byte for byte', (path, hash) => {
    const bytes = readFileSync(join(folder, path));
    expect(createHash('sha256').update(bytes).digest('hex')).toBe(hash);
  });
});
