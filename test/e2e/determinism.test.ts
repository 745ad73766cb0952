import { rmSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { ScenarioResult } from '../../src/model/run-event.js';
import { createProject } from '../support/project.js';
import { readEvents, readResults, spawnMoonrig } from './moonrig.js';

/** What a scenario can see that another process or moment could make different. */
const SIGHTS = `
local seen = {}
for key in pairs(_G) do seen[#seen + 1] = tostring(key) end
local atTop = math.random(1e9)

local function look(name)
  local keyed = { [{}] = 1, [function() end] = 2, alpha = 3, beta = 4, [1.5] = 5, [true] = 6 }
  for key, value in pairs(keyed) do print(tostring(key), value) end
  print(table.concat(seen, " "))
  print(name, atTop, math.random(), math.random(1 << 40), random.number(), random.integer(1, 99), tostring({}), tostring(print))
  print(os.time(), os.clock(), os.date("%c"), clock.now())
  log.info("looked", { name = name, n = math.random(1000) })
end
`;

const FILES = {
  'mocks/llm/base.json': '[{ "match": { "contains": "base" }, "reply": { "text": "from base", "latency_ms": 7 } }]',
  'mocks/workspaces/default/docs/a.md': 'alpha',
  'mocks/workspaces/default/docs/b/c.md': 'gamma',
  'scenarios/sights.scenario.lua': `${SIGHTS}
for i = 1, 60 do
  it("sees " .. i, function()
    look("sees " .. i)
    assert.is_true(i > 0)
    if i % 7 == 0 then assert.equal(tostring({}), math.random()) end
    if i % 11 == 0 then error({ code = i, at = tostring({}) }) end
  end)
end
`,
  'scenarios/blocks.scenario.lua': `${SIGHTS}
for b = 1, 6 do
  describe("block " .. b, function()
    local shared = {}
    setup(function()
      look("setup")
      shared.value = math.random(1e9)
      workspace.write_file("made.txt", tostring(shared) .. math.random(1e9))
      clock.advance(b * 1000)
    end)
    before_each(function() print("before", math.random(1e6)) end)
    after_each(function() print("after", math.random(1e6)) end)
    for i = 1, 8 do
      it("child " .. i, function()
        look("child")
        print(shared.value, workspace.read_file("made.txt"))
        assert.equal(i, i)
      end)
    end
    teardown(function() print(math.random()) end)
  end)
end
`,
  'scenarios/world.scenario.lua': `${SIGHTS}
for i = 1, 40 do
  it("touches " .. i, function()
    llm.on{ contains = "own" }:reply_sequence{ "one " .. math.random(1e6), "two" }
    print(llm.call("simple", "own " .. i).text, llm.call("complex", "own again").text, llm.call("haiku", "base").text)
    for _, path in ipairs(workspace.glob("**/*.md")) do print(path, workspace.read_file(path)) end
    workspace.write_file("out/" .. i .. ".txt", tostring({}))
    workspace.on("out/**"):disk_full(3):times(1)
    print(pcall(workspace.append, "out/" .. i .. ".txt", tostring(print)))
    workspace.move("docs", "moved")
    for _, hit in ipairs((workspace.grep("a$", { ignore_case = true }))) do print(hit.path, hit.line, hit.text) end
    for _, effect in ipairs(workspace.effects()) do print(effect.kind, effect.path, effect.at, effect.place) end
    print(workspace.stat("out").mtime, table.concat(workspace.list(), " "), workspace.diff())
    clock.advance(math.random(1000))
    look("touched")
    assert.equal(2 + 1, #llm.calls())
    if i % 9 == 0 then llm.call("simple", "nobody answers " .. math.random(1e6)) end
  end)
end
`,
  'scenarios/retries.scenario.lua': `${SIGHTS}
for i = 1, 40 do
  it("tries " .. i, { retries = 3 }, function()
    look("tried")
    assert.is_true(math.random() > 0.5, "no luck with " .. math.random(1e9))
  end)
end
function test_plain() print(math.random()) return { passed = math.random() > 2, duration_ms = 3 } end
pending("later")
it("is empty", function() end)
`,
  'scenarios/waits.scenario.lua': `${SIGHTS}
for i = 1, 20 do
  it("weaves " .. i, function()
    local weave = coroutine.wrap(function()
      for turn = 1, 3 do clock.advance(turn) coroutine.yield(math.random(1e6) .. tostring(coroutine.running())) end
    end)
    print(weave(), weave(), weave(), pcall(error, {}))
    look("woven")
    assert.is_true(true)
  end)
end
`,
  'scenarios/tasks.scenario.lua': `${SIGHTS}
for i = 1, 30 do
  it("goes on at once " .. i, { schedules = 6 }, function()
    llm.on{ contains = "own" }:reply_sequence{ "one", "two", "three" }
    local ticks = clock.every(7, function() print("tick", clock.now(), random.id("t")) end)
    local function task(name)
      return function()
        for turn = 1, 3 do
          clock.sleep(math.random(9))
          workspace.write_file("by.txt", name .. turn .. random.uuid())
          print(name, workspace.read_file("by.txt"), tostring({}))
        end
        return llm.call("simple", "own").text
      end
    end
    local results = clock.all{ a = task("a"), b = task("b"), c = task("c") }
    look("met")
    if i % 5 == 0 then assert.equal("one", results.a) end
    if i % 7 == 0 then assert.equal("two", (clock.race{ task("d"), task("e") })) end
    assert.is_true(ticks:cancel())
  end)
end
`,
  'scenarios/long.scenario.lua': `${SIGHTS}
describe("long", function()
  local made
  setup(function() made = math.random(1e9) end)
  for i = 1, 620 do
    it("turn " .. i, function()
      look("turn")
      print(made)
      assert.is_true(i % 50 ~= 0, "the fiftieth of " .. tostring({}))
    end)
  end
end)
`,
};

let root: string;
beforeAll(() => {
  root = createProject(FILES);
});
afterAll(() => rmSync(root, { recursive: true, force: true }));

/** What a run told of each scenario, but for what clocks and workers say, as one text a scenario. */
async function tell(args: readonly string[]): Promise<{ results: ScenarioResult[]; told: string[] }> {
  const { code, stderr } = await spawnMoonrig(['run', '--reporter', 'ndjson', ...args], { cwd: root });
  expect([code, stderr]).toEqual([1, '']);
  const results = readResults(root);
  const others = readEvents(root)
    .filter(({ kind }) => kind !== 'scenario.finished')
    .map((event) => JSON.stringify(event, withoutClocks))
    .sort();
  return { results, told: [...results.map((result) => JSON.stringify(result, withoutClocks)), ...others] };
}

const CLOCKS = ['durationMs', 'startedMs', 'worker', 'startedAt', 'workerCount'];

function withoutClocks(key: string, value: unknown): unknown {
  return CLOCKS.includes(key) ? undefined : value;
}

describe('a run', () => {
  it('is the same to the byte three times over, with one, two and four workers', async () => {
    const first = await tell(['--workers', '1']);
    const count = (outcome: string) => first.results.filter((result) => result.outcome === outcome).length;
    expect(first.results).toHaveLength(60 + 48 + 40 + 43 + 20 + 30 + 620);
    const tried = first.results.map(({ schedule }) => schedule?.triedCount ?? 0);
    expect(Math.max(...tried)).toBe(6);
    expect(
      Math.min(count('passed'), count('failed'), count('errored'), count('flaky'), count('empty')),
    ).toBeGreaterThan(0);
    for (const workers of ['1', '1', '2', '2', '2', '4', '4', '4']) {
      const { told } = await tell(['--workers', workers]);
      const different = told.filter((text, index) => text !== first.told[index]);
      expect(different.slice(0, 3)).toEqual([]);
      expect(told).toHaveLength(first.told.length);
    }
  });

  it('has other random numbers under another seed, and the same ones under the same', async () => {
    const [first, second, again] = [
      await tell(['--seed', 'a']),
      await tell(['--seed', 'b']),
      await tell(['--seed', 'a']),
    ];
    expect(again.told).toEqual(first.told);
    const outputs = ({ results }: { results: ScenarioResult[] }) => results.map((result) => result.output);
    const same = outputs(second).filter((output, index) => output !== '' && output === outputs(first)[index]);
    expect(same).toEqual([]);
  });

  it('gives a scenario that runs alone the same outcome, output and seed as in company', async () => {
    const all = await tell([]);
    const alone = await tell(['scenarios/blocks.scenario.lua', 'scenarios/world.scenario.lua', '-t', '/ [1-9]$/']);
    expect(alone.results.length).toBeGreaterThan(10);
    for (const result of alone.results) {
      const other = all.results.find(({ scenario }) => scenario.id === result.scenario.id);
      expect([result.outcome, result.output, result.seed]).toEqual([other?.outcome, other?.output, other?.seed]);
    }
  });
});
