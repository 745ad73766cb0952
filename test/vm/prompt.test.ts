import { describe, expect, it } from 'vitest';
import { openTestVm } from './harness.js';

async function render(chain: string): Promise<unknown> {
  const [text] = await openTestVm().run(`return Prompt.new()${chain}:render()`);
  return text;
}

describe('Prompt', () => {
  it('sets its parts apart by an empty line, and bullets by a line break', async () => {
    const chain = ':section("Task", "Log in"):bullet("fast"):bullet("safe"):instruction("Be brief")';
    expect(await render(chain)).toBe('## Task\nLog in\n\n- fast\n- safe\n\nBe brief');
  });

  it('shows a section without text as its heading alone', async () => {
    expect(await render(':section("Lessons"):bullet("small steps")')).toBe('## Lessons\n\n- small steps');
    expect(await render(':section("Lessons", ""):section("Task", "Log in")')).toBe('## Lessons\n\n## Task\nLog in');
  });
});
