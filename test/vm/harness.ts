import { resolveSettings } from '../../src/cli/config/resolve-settings.js';
import type { Answer, CallSite } from '../../src/model/dispatch.js';
import type { RunSettings } from '../../src/model/settings.js';
import { createValueMap, type Value } from '../../src/model/value.js';
import { compileLua } from '../../src/vm/compile.js';
import { readPrelude } from '../../src/vm/read-prelude.js';
import { type CallResult, Vm } from '../../src/vm/vm.js';
import { createHost } from '../../src/world/host.js';
import { createWorld, type World } from '../../src/world/world.js';
import { createWorldBase } from '../../src/world/world-base.js';

/** The documented defaults for a project in `root`, with two workers whatever the machine. */
export function testSettings(root: string, changes: Partial<RunSettings> = {}): RunSettings {
  return { ...resolveSettings({}, {}, root), workerCount: 2, ...changes };
}

/** Runs a chunk in the scenario file's environment and gives back what it returns. */
const EVAL = `
local rig = ...
rig.scenario_env.probe = {}
for name in rig.base.pairs(rig.settings.probes) do rig.scenario_env.probe[name] = rig.host("probe." .. name) end
rig.scenario_env.probe.assertions, rig.scenario_env.probe.load_part = rig.assertions, rig.load_part
rig.scenario_env.keep = rig.keep
rig.scenario_env.inspect = rig.inspect
rig.scenario_env.rig_same = rig.same
function rig.entries.eval(source)
  local chunk = rig.base.assert(rig.compile("test.lua", source, rig.scenario_env))
  return chunk()
end
function rig.entries.reachable() return rig.scenario_env end
`;

const compiled = compileLua();
// As for a file that names it.

export type Probe = (args: readonly Value[], site: CallSite) => Answer;

export interface TestVm {
  readonly vm: Vm;
  world: World;
  /** Runs Lua and gives its results; throws where the call raised or broke the VM. */
  run(source: string): Promise<readonly Value[]>;
  /** Runs Lua that raises, and gives the message. */
  fail(source: string): Promise<string>;
}

/** A VM with the real prelude and world, and host functions of the test's own under `probe`. */
export function openTestVm(probes: Readonly<Record<string, Probe>> = {}, changes: Partial<RunSettings> = {}): TestVm {
  const settings = testSettings(process.cwd(), changes);
  const base = createWorldBase(settings, { llm: [], http: [], git: {}, agents: {} });
  const test = { world: createWorld(base, 'test.lua') };
  const host = createHost(() => test.world);
  const names = Object.keys(probes);
  const first = 1000;
  const ops = createValueMap(Object.entries(host.preludeSettings.ops as Record<string, Value>));
  names.forEach((name, i) => {
    ops[`probe.${name}`] = first + i;
  });
  const probeNames = createValueMap(names.map((name) => [name, true]));
  const vm = new Vm({
    compiled,
    memoryBytes: settings.memoryBytes,
    prelude: [...readPrelude(), { name: 'eval', source: EVAL }],
    settings: createValueMap([...Object.entries(host.preludeSettings), ['ops', ops], ['probes', probeNames]]),
    dispatch: (op, args, site) => {
      const probe = op >= first ? probes[names[op - first] ?? ''] : undefined;
      return probe === undefined ? host.dispatch(op, args, site) : probe(args, site);
    },
  });
  const run = async (source: string) => valuesOf(await vm.call('eval', [source]));
  return Object.assign(test, {
    vm,
    run,
    async fail(source: string) {
      const results = await run(`local ok, problem = pcall(function() ${source}\nend) return ok, problem`);
      if (results[0] !== false) throw new Error(`expected an error, got ${String(results)}`);
      return String(results[1]);
    },
  });
}

function valuesOf(result: CallResult): readonly Value[] {
  if (result.kind === 'returned') return result.values;
  throw new Error(`${result.cause}: ${result.message}`);
}
