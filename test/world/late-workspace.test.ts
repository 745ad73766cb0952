import { expect, it } from 'vitest';
import { outcomes, runAll, useProjects } from '../run/harness.js';

const { project } = useProjects();

it('does its work where it is first called, with the line of the call, also where Lua cannot wait', async () => {
  const root = project({
    // No source here shows the name.
    'a.scenario.lua': `local files = _G["work" .. "space"]
      it("a", function() assert.is_false(files.file_exists("x")) end)
      it("b", function() files.read_file("x") end)
      it("c", function() files.on("x"):read_only() end)`,
    'b.scenario.lua': `it("d", function()
        local count = 0
        -- Where Lua cannot wait.
        ("x"):gsub("x", script.load("reader").count)
        table.sort({ 2, 1 }, function(a, b) script.load("reader").count() return a < b end)
        assert(true)
      end)`,
    'reader.lua': 'return { count = function() return #workspace.glob("**") .. "" end }',
  });
  const first = await runAll(root, ['a.scenario.lua'], { workerCount: 1 });
  expect(outcomes(first)).toEqual(['a: passed', 'b: errored', 'c: failed']);
  expect(first[1]?.error).toMatchObject({ message: 'workspace.read_file: x: no such file', at: { line: 3 } });
  expect(first[2]?.failures).toMatchObject([{ at: { file: 'a.scenario.lua', line: 4 } }]);
  expect(outcomes(await runAll(root, ['b.scenario.lua'], { workerCount: 1 }))).toEqual(['d: passed']);
});
