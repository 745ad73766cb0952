import { expect, it } from 'vitest';
import { joinLines, showResult } from '../../src/report/failure-text.js';
import { runAll, useProjects } from './harness.js';

const { project } = useProjects();

/** One scenario that fails in all ways at once, a hundred times over, and what could differ from one time to the next. */
const SOURCE = `
local function epic(n, more)
  local made = { id = n, [{}] = tostring({}), [print] = coroutine.create(print), list = {}, text = ("line\\n"):rep(9) }
  for i = 1, 30 do made.list[i], made["key " .. i] = i, { i } end
  for key, value in pairs(more or {}) do made[key] = value end
  return made
end

for _ = 1, 100 do
  it("fails", function()
    local keyed = { [{}] = 1, [function() end] = 2, [true] = 3, alpha = {} }
    local expected, actual = epic(1), epic(1, { list = { 1, 3 }, text = ("line\\n"):rep(8) .. "end\\n", extra = {} })
    log.info("begun", { keyed = tostring(keyed) })
    workspace.write_file("a.txt", expected.text)
    pcall(assert.same, expected, actual)
    pcall(assert.equal, expected.text, actual.text)
    pcall(llm.call, "haiku", "what is " .. tostring(actual))
    keyed.alpha.beta.gamma = 1
  end)
end
`;

it('the same failure reads the same, to the byte, in a hundred scenarios of runs with one worker and with two', async () => {
  const root = project({ 'a.scenario.lua': SOURCE });
  const one = await runAll(root, ['a.scenario.lua'], { workerCount: 1 });
  const two = await runAll(root, ['a.scenario.lua'], { workerCount: 2 });
  const texts = [...one, ...two].map((result) => joinLines(showResult(result, 'again')));
  expect(texts).toHaveLength(200);
  expect([...new Set(texts)]).toHaveLength(1);
  const parts = [
    '.list\n',
    '+ extra = {}',
    '+ end',
    'no mock answers',
    "(field 'beta')",
    'keyed    =',
    'a.txt',
    'again',
  ];
  expect(parts.filter((part) => !texts[0]?.includes(part))).toEqual([]);
});
