import { describeShape, type FunctionDescription, type TypeDescription } from '../model/binding.js';

type Row = readonly [name: string, signature: string, summary: string, example: string];

const describe = ([name, signature, summary, example]: Row): FunctionDescription => ({
  name,
  signature,
  summary,
  example,
  half: 'control',
});

const TEXTS: readonly Row[] = [
  [
    'assert.contains_text',
    '(text: any, parts: string | string[], note?: string)',
    'A text, a Prompt, a reply or a result holds a text, or all of several; not_contains_text: none of them.',
    'assert.contains_text(result, { "defmodule", "end" })',
  ],
  [
    'assert.in_order',
    '(subject: any, parts: any[], note?: string)',
    'Texts stand in a text, or items in a list, one behind the other; others may stand between them.',
    'assert.in_order(prompt, { "## Task", "## Budget" })',
  ],
  [
    'assert.valid_json',
    '(text: any, note?: string) -> any',
    'A text is JSON. Gives what it says.',
    'local plan = assert.valid_json(result.text)',
  ],
  [
    'assert.json_schema',
    '(value: any, schema: table | string, note?: string) -> any',
    'A value, or what JSON text says, keeps to a schema (a table or JSON text; draft 2020-12, or draft-07 by $schema). ' +
      'Where a list is wanted, an empty table is one. Gives the value.',
    'assert.json_schema(result.text, { type = "object", required = { "steps" } })',
  ],
];

const RESULTS: readonly Row[] = [
  [
    'assert.decision',
    '(result: any, expected: string | string[], note?: string)',
    'The result’s decision is the one expected, or one of several.',
    'assert.decision(validate(epic), "autonomous")',
  ],
  [
    'assert.cost_below',
    '(subject: any, cents: number, note?: string)',
    'An agent, a result, a reply, a function (which is called) or llm (the whole scenario) cost less.',
    'assert.cost_below(result, 50)',
  ],
  [
    'assert.tokens_below',
    '(subject: any, tokens: number, note?: string)',
    'Input and output of the model, for the same subjects.',
    'assert.tokens_below(agent, 4000)',
  ],
  [
    'assert.latency_below',
    '(subject: any, ms: number, note?: string) -> any',
    'Virtual time that it took. Gives what a function that was called gave.',
    'assert.latency_below(function() return run_workflow(epic) end, 2000)',
  ],
  [
    'assert.tool_called',
    '(subject: any, tool: string, arguments?: any, note?: string)',
    'The model asked for a tool, with arguments that are like a pattern.',
    'assert.tool_called(agent, "search", { query = any })',
  ],
];

const TRAJECTORY: readonly Row[] = [
  [
    'assert.trajectory',
    '(subject?: any) -> Trajectory',
    'The calls of model, workspace and git that an agent, a task, a function (which is called) or the whole scenario made. ' +
      'A pattern is a name, a table of a name and fields, a function, or any; logs, the clock and an agent’s tasks count ' +
      'where a pattern names them.',
    'assert.trajectory(agent):includes("llm.call", { "workspace.write_file", path = "lib/auth.ex" })',
  ],
  [
    'trajectory:exactly',
    '(...: any) -> Trajectory',
    'These calls in this order, and no others.',
    'assert.trajectory(agent):exactly("workspace.read_file", "llm.call")',
  ],
  [
    'trajectory:includes',
    '(...: any) -> Trajectory',
    'A call of its own for each pattern, in any order.',
    'assert.trajectory(agent):includes{ "llm.call", model = "simple" }',
  ],
  [
    'trajectory:in_order',
    '(...: any) -> Trajectory',
    'These calls in this order; others may come between them.',
    'assert.trajectory():in_order("git.log", "llm.call")',
  ],
  [
    'trajectory:never',
    '(...: any) -> Trajectory',
    'No call that one of the patterns matches.',
    'assert.trajectory(agent):never({ "llm.call", error = any })',
  ],
];

const PROMPT: readonly Row[] = [
  [
    'assert.prompt',
    '(prompt: any) -> PromptChecks',
    'What a Prompt, a text or chat messages ask. Of a text, ## begins a section and - a bullet, and each line can be an instruction.',
    'assert.prompt(llm.calls()[1].messages):has_bullet("Be brief"):tokens_below(500)',
  ],
  [
    'prompt_checks:has_section',
    '(title: string, part?: string, note?: string) -> PromptChecks',
    'A section of that title, with a text in it; has_no_section is the opposite.',
    'assert.prompt(prompt):has_section("Budget", "5 cents")',
  ],
  [
    'prompt_checks:sections',
    '(titles: string[], note?: string) -> PromptChecks',
    'All sections, in order.',
    'assert.prompt(prompt):sections{ "Task", "Budget" }',
  ],
  [
    'prompt_checks:has_instruction',
    '(part: string, note?: string) -> PromptChecks',
    'An instruction that contains a text; has_no_instruction is the opposite.',
    'assert.prompt(prompt):has_instruction("fenced block")',
  ],
  [
    'prompt_checks:has_bullet',
    '(part: string, note?: string) -> PromptChecks',
    'A bullet that contains a text; has_no_bullet is the opposite.',
    'assert.prompt(prompt):has_bullet("Be brief")',
  ],
  [
    'prompt_checks:tokens_below',
    '(tokens: number, note?: string) -> PromptChecks',
    'The estimate that is used where a mock tells no tokens: four characters make one.',
    'assert.prompt(prompt):tokens_below(500)',
  ],
];

const WORKSPACE: readonly Row[] = [
  [
    'assert.workspace.has_file',
    '(path: string, part?: string, note?: string)',
    'A file is there, and contains a text; has_no_file is the opposite.',
    'assert.workspace.has_file("lib/auth.ex", "defmodule")',
  ],
  [
    'assert.workspace.file_contains',
    '(path: string, parts: string | string[], note?: string)',
    'A file is there and contains a text, or all of several; not_file_contains: it is there and contains none of them.',
    'assert.workspace.file_contains("lib/auth.ex", { "defmodule Auth", "def login" })',
  ],
  [
    'assert.workspace.file_equals',
    '(path: string, content: string, note?: string)',
    'A file is there and holds exactly this.',
    'assert.workspace.file_equals("VERSION", "1.2.0\\n")',
  ],
  [
    'assert.workspace.file_matches',
    '(path: string, pattern: string, note?: string)',
    'A file is there and matches the Lua pattern.',
    'assert.workspace.file_matches("CHANGELOG.md", "## %d+%.%d+")',
  ],
  [
    'assert.workspace.unchanged',
    '(globs?: string | string[], note?: string)',
    'Every file, or every one that a glob matches, is as the workspace began.',
    'assert.workspace.unchanged("docs/**")',
  ],
  [
    'assert.workspace.only_changed',
    '(globs: string | string[], note?: string)',
    'Something changed, and no file that none of the globs matches.',
    'assert.workspace.only_changed{ "lib/**", "test/**" }',
  ],
  [
    'assert.workspace.created',
    '(globs: string | string[], note?: string)',
    'Each glob matches a new file.',
    'assert.workspace.created("test/**/*_test.exs")',
  ],
  [
    'assert.workspace.deleted',
    '(globs: string | string[], note?: string)',
    'Each glob matches a file that is gone.',
    'assert.workspace.deleted("lib/old.ex")',
  ],
  [
    'assert.workspace.diff_equals',
    '(expected: string | table, note?: string)',
    'All that changed: a unified diff, or a table of paths and contents, of which any stands for every content and false ' +
      'for a file that is gone.',
    'assert.workspace.diff_equals{ ["lib/auth.ex"] = reply.text, ["lib/old.ex"] = false }',
  ],
  [
    'assert.workspace.since',
    '(snapshot: WorkspaceSnapshot) -> any',
    'What follows counts from a snapshot: unchanged, only_changed, created, deleted or diff_equals.',
    'assert.workspace.since(before).unchanged("lib/**")',
  ],
  [
    'assert.workspace.was_read',
    '(globs: string | string[], options?: EffectFilter, note?: string)',
    'A file that a glob matches was read, by anyone or by the agent or task of the options.',
    'assert.workspace.was_not_read(".env", { by = "writer" })',
  ],
  [
    'assert.workspace.was_written',
    '(globs: string | string[], options?: EffectFilter, note?: string)',
    'A file that a glob matches was written, appended to or moved there, whatever it holds now.',
    'assert.workspace.was_written("lib/**", { by = "writer" })',
  ],
];

/** The checks of agents' work, as the reference shows them. */
export const fieldChecks: readonly FunctionDescription[] = [
  ...TEXTS,
  ...PROMPT,
  ...RESULTS,
  ...TRAJECTORY,
  ...WORKSPACE,
].map(describe);

const TITLED = 'fun(self: PromptChecks, title: string, note?: string): PromptChecks';

/** What they give. */
export const fieldCheckTypes: readonly TypeDescription[] = [
  { ...describeShape('Trajectory', 'The calls that were made, in order.', []), receiver: 'trajectory' },
  {
    ...describeShape('PromptChecks', 'What can be checked of a prompt.', [
      ['has_no_section', TITLED, 'No section has that title.'],
      ['has_no_instruction', TITLED, 'No instruction contains the text.'],
      ['has_no_bullet', TITLED, 'No bullet contains the text.'],
    ]),
    receiver: 'prompt_checks',
  },
];
