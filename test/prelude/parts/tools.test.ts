import { describe, expect, it } from 'vitest';
import { openAgentVm } from './behaviors.js';

const CALLS = `
llm.on{}:reply{ cost_cents = 1, mistaken = true, tool_calls = {
  { name = "search", arguments = { query = "passkeys", limit = 3 } },
  { type = "function", ["function"] = { name = "open", arguments = '{ "path": "a.md" }' } },
  { name = "stop" },
} }
workspace.write_file("notes.md", "x")
local agent = Agent.new("writer")
local result = agent:execute{ description = "Find out" }
`;

async function failures(source: string) {
  const vm = openAgentVm();
  await vm.run(`${CALLS} pcall(function() ${source} end)`);
  return vm.world.checks.failures;
}

describe('tool_called', () => {
  it.each([
    'assert.tool_called(agent, "search")',
    'assert.tool_called(result, "search", { query = "passkeys" })',
    'assert.tool_called(llm, "open", { path = function(path) return path:find("%.md$") end }, "opens a page")',
    'assert.tool_called(llm.call("haiku", "again"), "stop")',
    'assert.tool_called(function() llm.call("haiku", "again") end, "search", { limit = any })',
    'assert.not_tool_called(agent, "delete")',
    'assert.not_tool_called(agent, "search", { limit = 4 })',
  ])('holds: %s', async (source) => {
    expect(await failures(source)).toEqual([]);
  });

  it('shows the calls that came, and how the nearest differ', async () => {
    expect(await failures('assert.tool_called(agent, "search", { query = "passwords" }, "searches")')).toMatchObject([
      {
        check: 'tool_called',
        message: 'searches\nexpected a call of the tool search with { query = "passwords" }',
        actual: [
          '  1 "search" { limit = 3, query = "passkeys" }: query is not "passwords" but "passkeys"',
          '  2 "open" { path = "a.md" }',
          '  3 "stop" {}',
        ].join('\n'),
      },
    ]);
    expect(await failures('assert.not_tool_called(agent, "stop", "goes on")')).toMatchObject([
      { message: 'goes on\nexpected no call of the tool stop' },
    ]);
    expect(await failures('assert.tool_called(function() end, "stop")')).toMatchObject([{ actual: 'no tool calls' }]);
  });
});
