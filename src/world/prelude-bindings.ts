import {
  type BindingDescription,
  describeShape,
  type FunctionDescription,
  type Half,
  type ShapeDescription,
} from '../model/binding.js';
import { wordsBinding } from './scenario-words.js';

type Row = readonly [name: string, signature: string, summary: string, example: string];

/** Functions of one half, each as name, signature, summary and example. */
export const rows = (half: Half, list: readonly Row[]): FunctionDescription[] =>
  list.map(([name, signature, summary, example]) => ({ name, signature, summary, example, half }));

const PROMPT: ShapeDescription = {
  ...describeShape('Prompt', 'A prompt that is being put together.', []),
  receiver: 'prompt',
};

/** Bindings that the prelude makes on its own, described here for the reference. */
export const preludeBindings: readonly BindingDescription[] = [
  wordsBinding,
  {
    name: 'check',
    base: 'moonrig.assert',
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
    types: [
      describeShape('EventuallyOptions', 'How long to wait.', [
        ['timeout_ms?', 'number', 'Virtual milliseconds until it gives up; 1000.'],
        ['every_ms?', 'number', 'Virtual milliseconds between two tries; 50.'],
      ]),
    ],
    functions: rows('control', [
      [
        'eventually',
        '(fn: fun(): any, options?: EventuallyOptions, note?: string)',
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
      ['any', ': any', 'Matches all but nil.', 'assert.tool_called(agent, "search", { query = any })'],
    ]),
  },
  {
    name: 'Prompt',
    summary: 'A prompt as sections, instructions and bullets; their order is kept.',
    types: [PROMPT],
    functions: rows('use', [
      ['Prompt.new', '() -> Prompt', 'An empty prompt.', 'local prompt = Prompt.new()'],
      [
        'prompt:section',
        '(title: string, text?: string) -> Prompt',
        'A part with a heading.',
        'prompt:section("Task", task.description)',
      ],
      [
        'prompt:instruction',
        '(text: string) -> Prompt',
        'What the model is to do.',
        'prompt:instruction("Optimize for cost")',
      ],
      [
        'prompt:bullet',
        '(text: string) -> Prompt',
        'A line of a list, under what stands before it.',
        'prompt:bullet("Clear acceptance criteria")',
      ],
      ['prompt:render', '() -> string', 'The whole as text; tostring does the same.', 'log.debug(prompt:render())'],
      [
        'prompt:messages',
        '() -> Message[]',
        'Chat messages: instructions as system, sections as user.',
        'llm.call("medium", prompt:messages())',
      ],
    ]),
  },
  {
    name: 'detect_language',
    summary: 'The language of a file, by its name; GitHub Linguist’s list.',
    functions: rows('use', [
      [
        'detect_language',
        '(path: string) -> string',
        'In lower case; "unknown" where the name does not tell.',
        'detect_language("lib/auth.ex") == "elixir"',
      ],
    ]),
  },
];
