import type { BindingDescription, FunctionDescription, Half } from '../model/binding.js';

type Row = readonly [name: string, signature: string, summary: string, example: string];

/** Functions of one half, each as name, signature, summary and example. */
export const rows = (half: Half, list: readonly Row[]): FunctionDescription[] =>
  list.map(([name, signature, summary, example]) => ({ name, signature, summary, example, half }));

/** Bindings that the prelude makes on its own, described here for the reference. */
export const preludeBindings: readonly BindingDescription[] = [
  {
    name: 'check',
    summary: 'Soft checks: all of assert, but a failed one is told and the scenario goes on.',
    functions: rows('control', [
      [
        'check',
        '(value: any, note?: string) -> boolean',
        'As assert; gives whether it held. check.equal and all others take what those of assert take.',
        'check.equal("autonomous", result.decision)',
      ],
    ]),
  },
  {
    name: 'eventually',
    summary: 'Waiting, in virtual time.',
    functions: rows('control', [
      [
        'eventually',
        '(fn: function, options?: { timeout_ms: number, every_ms: number }, note?: string)',
        'Calls the function until its checks hold, or it returns true; the clock moves by every_ms (50) between two tries, ' +
          'up to timeout_ms (1000). Only the last failure is told.',
        'eventually(function() assert.equal("expired", state(request)) end, { timeout_ms = 5000 })',
      ],
    ]),
  },
  {
    name: 'any',
    summary: 'In the patterns of trajectory, tool_called and diff_equals: whatever is there.',
    functions: rows('control', [
      ['any', ': value', 'Matches all but nil.', 'assert.tool_called(agent, "search", { query = any })'],
    ]),
  },
  {
    name: 'describe',
    summary: 'The words of a scenario file.',
    functions: rows('control', [
      ['describe', '(name, options?, fn)', 'A block. context is the same.', 'describe("approval", function() … end)'],
      [
        'it',
        '(name, options?, fn)',
        'A scenario. test and scenario are the same.',
        'it("asks a human #smoke", { timeout_ms = 500 }, function() … end)',
      ],
      [
        'each',
        '(rows) -> (name, options?, fn)',
        'A scenario for each row.',
        'each{ {"low", 10}, {"high", 90} }("%s risk", function(name, score) … end)',
      ],
      [
        'before_each',
        '(fn)',
        'Runs before each scenario of the block; after_each after each.',
        'before_each(function() llm.on{}:reply("ok") end)',
      ],
      [
        'setup',
        '(fn)',
        'Runs once; the block’s scenarios fork from the moment after it. teardown runs in a fork too.',
        'setup(function() workspace.use("shop") end)',
      ],
      [
        'pending',
        '(name, reason_or_fn?)',
        'A scenario that does not run, and why; in a running one, pending(reason) skips it.',
        'pending("rounds up", "waits for the new price list")',
      ],
      ['todo', '(name)', 'A scenario still to be written.', 'todo("escalates after two refusals")'],
    ]),
  },
  {
    name: 'Prompt',
    summary: 'A prompt as sections, instructions and bullets; their order is kept.',
    functions: rows('use', [
      ['Prompt.new', '() -> prompt', 'An empty prompt.', 'local prompt = Prompt.new()'],
      [
        'prompt:section',
        '(title, text?) -> prompt',
        'A part with a heading.',
        'prompt:section("Task", task.description)',
      ],
      ['prompt:instruction', '(text) -> prompt', 'What the model is to do.', 'prompt:instruction("Optimize for cost")'],
      [
        'prompt:bullet',
        '(text) -> prompt',
        'A line of a list, under what stands before it.',
        'prompt:bullet("Clear acceptance criteria")',
      ],
      ['prompt:render', '() -> string', 'The whole as text; tostring does the same.', 'log.debug(prompt:render())'],
      [
        'prompt:messages',
        '() -> table[]',
        'Chat messages: instructions as system, sections as user.',
        'llm.call("medium", prompt:messages())',
      ],
    ]),
  },
  {
    name: 'random',
    summary: 'Chance, seeded for each scenario; math.random draws from the same stream.',
    functions: rows('use', [
      ['random.number', '() -> number', 'From 0 up to, not including, 1.', 'if random.number() < 0.5 then … end'],
      [
        'random.integer',
        '(low, high) -> integer',
        'A whole number between two bounds, both included.',
        'random.integer(1, 6)',
      ],
      ['random.pick', '(list) -> value', 'One item of a list.', 'random.pick{ "a", "b" }'],
      ['random.shuffle', '(list) -> list', 'A shuffled copy.', 'random.shuffle(tasks)'],
    ]),
  },
  {
    name: 'detect_language',
    summary: 'The language of a file, by its name; GitHub Linguist’s list.',
    functions: rows('use', [
      [
        'detect_language',
        '(path) -> string',
        'In lower case; "unknown" where the name does not tell.',
        'detect_language("lib/auth.ex") == "elixir"',
      ],
    ]),
  },
];
