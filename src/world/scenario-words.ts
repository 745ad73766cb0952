import { type BindingDescription, describeShape, type FunctionDescription } from '../model/binding.js';

type Word = Omit<FunctionDescription, 'half'>;

const WITH_OPTIONS = '(name: string, options: ScenarioOptions, fn: fun())';
const EACH_FN = 'fun(name: string, options_or_fn: ScenarioOptions | fun(...: any), fn?: fun(...: any))';

const WORDS: readonly Word[] = [
  {
    name: 'describe',
    signature: '(name: string, fn: fun())',
    overloads: [WITH_OPTIONS],
    aliases: ['context', 'expose'],
    summary: 'A block of scenarios.',
    example: 'describe("approval", function() … end)',
  },
  {
    name: 'insulate',
    signature: '(name: string, fn: fun())',
    overloads: [WITH_OPTIONS],
    summary: 'A block whose changes of globals and of package.loaded stay in it.',
    example: 'insulate("with a fake clock", function() … end)',
  },
  {
    name: 'it',
    signature: '(name: string, fn?: fun())',
    overloads: [WITH_OPTIONS],
    aliases: ['test', 'scenario', 'spec'],
    summary: 'A scenario; one without a function is still to be written.',
    example: 'it("asks a human #smoke", { timeout_ms = 500 }, function() … end)',
  },
  {
    name: 'each',
    signature: `(rows: any[]) -> ${EACH_FN}`,
    summary: 'A scenario for each row; a row of named fields only is handed over whole.',
    example: 'each{ {"low", 10}, {"high", 90} }("%s risk", function(name, score) … end)',
  },
  {
    name: 'before_each',
    signature: '(fn: fun())',
    summary: 'Runs before each scenario of the block.',
    example: 'before_each(function() llm.on{}:reply("ok") end)',
  },
  {
    name: 'after_each',
    signature: '(fn: fun())',
    summary: 'Runs after each scenario of the block.',
    example: 'after_each(function() assert.equal(1, #llm.calls()) end)',
  },
  {
    name: 'setup',
    signature: '(fn: fun())',
    aliases: ['lazy_setup', 'strict_setup'],
    summary: 'Runs once; the block’s scenarios fork from the moment after it.',
    example: 'setup(function() workspace.use("shop") end)',
  },
  {
    name: 'teardown',
    signature: '(fn: fun())',
    aliases: ['lazy_teardown', 'strict_teardown'],
    summary: 'Runs once, in a fork from after setup.',
    example: 'teardown(function() assert.is_true(workspace.file_exists("README.md")) end)',
  },
  {
    name: 'pending',
    signature: '(name: string, reason_or_fn?: string | fun())',
    summary: 'A scenario that does not run, and why; in a running one, pending(reason) skips it, in setup its block.',
    example: 'pending("rounds up", "waits for the new price list")',
  },
  {
    name: 'todo',
    signature: '(name: string)',
    summary: 'A scenario still to be written.',
    example: 'todo("escalates after two refusals")',
  },
  {
    name: 'finally',
    signature: '(fn: fun())',
    summary: 'In a running scenario: runs when it ends, however it ends.',
    example: 'finally(function() log.info("over") end)',
  },
  {
    name: 'randomize',
    signature: '(...)',
    summary: 'Does nothing: each scenario has its own fork, so no order can matter.',
    example: 'randomize()',
  },
];

/** The words that a scenario file is written in. */
export const wordsBinding: BindingDescription = {
  name: 'describe',
  summary: 'The words of a scenario file.',
  types: [
    describeShape('ScenarioOptions', 'What stands between a name and its function.', [
      ['tags?', 'string[]', 'Like #tags in the name.'],
      ['timeout_ms?', 'integer', 'The deadline, in place of the config’s.'],
      ['retries?', 'integer', 'Further attempts, in place of the config’s.'],
      ['schedules?', 'integer', 'In how many orders of its tasks (clock.all) it is run at least.'],
    ]),
  ],
  functions: WORDS.map((word) => ({ ...word, half: 'control' })),
};
