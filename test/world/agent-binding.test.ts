import { expect, it } from 'vitest';
import { openTestVm, testSettings } from '../vm/harness.js';

const roots = { ...testSettings('').roots, behavior: ['scenarios/agents/behaviors'] };

it.each([
  ['{}', 'table'],
  ['{ 1, 2 }', 'table'],
  ['true', 'boolean'],
])('agent:execute refuses the task id %s', async (id, kind) => {
  const test = openTestVm({}, { roots });
  const message = await test.fail(`Agent.new("cost_optimizer"):execute{ id = ${id}, description = "Log in" }`);
  expect(message).toBe(`test.lua:1: agent:execute: task.id: a text or a number is expected, got ${kind}`);
});
