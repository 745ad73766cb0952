import { describeShape } from '../model/binding.js';
import { type Answer, answerValue, LuaRaise } from '../model/dispatch.js';
import { KnownError, showKnownError } from '../model/known-error.js';
import { type Decision, type ExplainedDecision, RuleError } from '../model/rule.js';
import { createValueMap, isValueMap, type Value } from '../model/value.js';
import { attempt } from '../rule/attempt.js';
import { classify } from '../rule/classify.js';
import type { PreparedRule } from '../rule/prepared-rule.js';
import { toPlain, toValue } from '../script/script-errors.js';
import { type Binding, type HostCall, luaTypeName, textArgument } from './host-function.js';
import { RuleSession } from './rule-session.js';

function sessionOf({ world }: HostCall): RuleSession {
  world.rules ??= new RuleSession(world);
  return world.rules;
}

interface ExecuteOptions {
  readonly isNative: boolean;
  readonly isExplained: boolean;
}

function readOptions(value: Value, name: string): ExecuteOptions {
  if (value === undefined) return { isNative: false, isExplained: false };
  if (!isValueMap(value)) throw new LuaRaise(`${name}: a table of options is expected, got ${luaTypeName(value)}`);
  for (const [key, item] of Object.entries(value)) {
    if (key !== 'native' && key !== 'explain') {
      throw new LuaRaise(`${name}: there is no option ${key}; there are explain, native`);
    }
    if (typeof item !== 'boolean')
      throw new LuaRaise(`${name}: ${key}: a boolean is expected, got ${luaTypeName(item)}`);
  }
  return { isNative: value.native === true, isExplained: value.explain === true };
}

/** Finds the rule that a call names and does something with it: at once, or, with a native one, when it is loaded. */
function withRule(call: HostCall, name: string, use: (rule: PreparedRule) => Answer): Answer {
  const id = textArgument(call, 0, name);
  const { isNative } = readOptions(call.args[2], name);
  const from = call.site.address()?.file ?? call.world.file;
  const rule = sessionOf(call).find(id, from, isNative);
  if (!(rule instanceof Promise)) return use(rule);
  return { kind: 'wait', answer: rule.then(use).catch(answerMistake) };
}

/** What is a mistake of the user's, as an error of Lua's; what nobody expects goes on. */
function answerMistake(error: unknown): Answer {
  if (error instanceof KnownError) return { kind: 'raise', message: showKnownError(error) };
  if (error instanceof LuaRaise) return { kind: 'raise', message: error.message };
  throw error;
}

function decide(rule: PreparedRule, context: unknown, isExplained: boolean): Decision | ExplainedDecision {
  if (!isExplained) return classify(rule.run(context), rule.head);
  const { result, explanation } = rule.explain(context);
  return { ...classify(result, rule.head), explanation };
}

function execute(call: HostCall): Answer {
  const { isExplained } = readOptions(call.args[2], 'rules.execute');
  return withRule(call, 'rules.execute', (rule) => {
    const context = toPlain(call.args[1]);
    const outcome = attempt(() => decide(rule, context, isExplained));
    note(call, rule, outcome);
    if (outcome instanceof RuleError) return { kind: 'raise', message: outcome.message };
    return answerValue(toValue(outcome));
  });
}

function executeMany(call: HostCall): Answer {
  const rows = call.args[1];
  // An empty list is an empty table, which reads as a map.
  const isEmpty = isValueMap(rows) && Object.keys(rows).length === 0;
  if (!Array.isArray(rows) && !isEmpty) {
    throw new LuaRaise(`rules.execute_many: a list of contexts is expected as argument 2, got ${luaTypeName(rows)}`);
  }
  return withRule(call, 'rules.execute_many', (rule) => {
    const contexts = Array.isArray(rows) ? rows.map(toPlain) : [];
    const outcomes = rule
      .runMany(contexts)
      .map((result) => (result instanceof RuleError ? result : attempt(() => classify(result, rule.head))));
    for (const outcome of outcomes) note(call, rule, outcome);
    return answerValue(outcomes.map(showOutcome));
  });
}

function showOutcome(outcome: Decision | RuleError): Value {
  if (!(outcome instanceof RuleError)) return toValue(outcome);
  const { message, cause, field } = outcome;
  return createValueMap([
    ['error', message],
    ['cause', cause],
    ['field', field],
  ]);
}

function note({ world, site }: HostCall, { head }: PreparedRule, outcome: Decision | RuleError): void {
  const made: readonly (readonly [string, Value])[] =
    outcome instanceof RuleError
      ? [['error', outcome.message]]
      : [
          ['decision', outcome.decision],
          ['confidence', outcome.confidence],
        ];
  const what = outcome instanceof RuleError ? outcome.cause : outcome.decision;
  world.note(
    site,
    'rules.execute',
    `${head.id}: ${what}`,
    createValueMap([['rule', head.id], ['version', head.version], ...made]),
  );
}

function define(call: HostCall): Answer {
  const id = textArgument(call, 0, 'rules.define');
  if (!/^[\w-]+(\/[\w-]+)*$/.test(id)) {
    throw new LuaRaise(`rules.define: ${JSON.stringify(id)} is no id: names with / between them are expected`);
  }
  const source = textArgument(call, 1, 'rules.define');
  sessionOf(call).define(id, new TextEncoder().encode(source));
  return answerValue();
}

/** `rules`: decisions by the engine that makes them in production. */
export const rulesBinding: Binding = {
  name: 'rules',
  summary:
    'Rules as the engine runs them in production: each in a VM of its own without the world, its result classified, ' +
    'its schemas held. A scenario begins with every rule as it is loaded.',
  types: [
    describeShape('RuleDecision', 'What a rule decided.', [
      ['decision', 'string', 'autonomous, collaborative or escalated.'],
      ['confidence', 'number', 'From 0 to 1.'],
      ['reasoning', 'string', 'Why.'],
      ['result', 'table', 'All that the rule gave.'],
      ['rule', 'table', 'Which rule it was: id, kind (lua or native), version, label.'],
      ['explanation?', 'table', 'With explain: lines that ran ({ file, line, count }), reads ({ path, value, size }).'],
    ]),
    describeShape('RuleOptions', 'How a rule is executed.', [
      ['explain?', 'boolean', 'Tells which lines ran and which values were read.'],
      ['native?', 'boolean', 'The native twin of a Lua rule.'],
    ]),
  ],
  functions: [
    {
      name: 'rules.execute',
      signature: '(id: string, context: any, options?: RuleOptions) -> RuleDecision',
      summary:
        'Executes a rule, looked for beside the file and upward: the Lua one, or a native one where there is no other. Raises where there is no decision.',
      example: 'local decision = rules.execute("epic_validation", { wsjf_score = 60, business_value = 80 })',
      half: 'use',
      run: execute,
    },
    {
      name: 'rules.execute_many',
      signature: '(id: string, contexts: any[], options?: RuleOptions) -> RuleDecision[]',
      summary: 'Executes a rule on each context; a row without a decision is { error, cause, field }.',
      example: 'for _, each in ipairs(rules.execute_many("gate", epics)) do … end',
      half: 'use',
      run: executeMany,
    },
    {
      name: 'rules.define',
      signature: '(id: string, source: string)',
      summary: 'Puts a rule in the place of those that files have by its id, for this scenario.',
      example: 'rules.define("gate", [[return function(c) … end]])',
      half: 'control',
      run: define,
    },
  ],
};
