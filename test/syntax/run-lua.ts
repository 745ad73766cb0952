import { openScript } from '../../src/script/open-script.js';
import type { CoveragePoints } from '../../src/syntax/points.js';

/** Runs a chunk as it is, or one that counts: what it printed and gave, its counts, and what was left of its steps. */
export interface Ran {
  readonly printed: string;
  readonly result: unknown;
  readonly counts: readonly number[];
  readonly stepsLeft: number;
}

const RUNNER = `return function(input)
  local counters, size = {}, input.counters + input.flags
  for i = 1, size do counters[i] = 0 end
  for i = input.counters + 1, size do counters[i] = nil end
  setmetatable(counters, { __index = function(t, key) rawset(t, key, 1) return true end })
  local steps = { input.budget, function() error("step budget used up", 2) end }
  local chunk, problem = load(input.source, "@corpus.lua")
  if not chunk then return { result = problem, counts = { 0 }, left = 0 } end
  if input.counted then chunk = chunk(counters, steps) end
  local ok, result = pcall(chunk, "argument")
  local counts = { 0 } -- an empty table would be a map
  for i = 1, size do counts[i + 1] = rawget(counters, i) or 0 end
  return { result = result == nil and "nothing" or tostring(result), counts = counts, left = steps[1] }
end`;

const encoder = new TextEncoder();

export interface RunLuaOptions {
  /** Of a source that counts. */
  readonly points?: CoveragePoints;
  /** How many steps it may take. */
  readonly budget?: number;
}

/** Runs a source in a VM of its own. Characters stand for bytes (latin1). */
export function runLua(source: string, { points, budget = 1e9 }: RunLuaOptions = {}): Ran {
  const lines: string[] = [];
  const script = openScript(
    { name: 'runner', path: 'runner.lua', source: encoder.encode(RUNNER) },
    {
      memoryBytes: 128 * 1024 * 1024,
      now: () => 0,
      print: (text) => lines.push(text),
      findModule: () => {
        throw new Error('nothing is required');
      },
    },
  );
  const output = script.call({
    source,
    budget,
    counted: points !== undefined,
    counters: points?.counterCount ?? 0,
    flags: points?.flagCount ?? 0,
  }) as { result: unknown; counts: readonly number[]; left: number };
  return { printed: lines.join('\n'), result: output.result, counts: output.counts.slice(1), stepsLeft: output.left };
}
