import type { Refuse } from '../mock/fields.js';
import { parseMatch, parseReply } from '../mock/parse-llm.js';
import { answerValue, LuaRaise } from '../model/dispatch.js';
import { createValueMap, isValueMap, toNumber, type Value, type ValueMap } from '../model/value.js';
import type { Binding, HostCall } from './host-function.js';
import { callModel, resolveModel } from './llm-call.js';

/** A refusal of what a script gave to `name`, with the place in it. */
function refuseIn(name: string): Refuse {
  return (path, why) => {
    const where = path.map((key) => (typeof key === 'number' ? `[${key + 1}]` : `.${key}`)).join('');
    throw new LuaRaise(`${name}: ${where === '' ? '' : `${where.replace(/^\./, '')}: `}${why}`);
  };
}

function addMock(call: HostCall): Value {
  const { world } = call;
  const match = parseMatch(call.args[0], [], refuseIn('llm.on'));
  const resolved = match.model === undefined ? match : { ...match, model: resolveModel(world, match.model) };
  return world.llm.add(resolved, world.isBody ? 'body' : 'hook', call.site.address());
}

/** The mock that a method was called on. Its table is the scenario's, so it may say anything. */
function mockArgument(call: HostCall): number {
  const id = toNumber(call.args[0]);
  if (id !== undefined && call.world.llm.all[id] !== undefined) return id;
  throw new LuaRaise('llm.on: this is no mock of this scenario; call its methods with a colon');
}

function setReplies(call: HostCall): void {
  const answers = call.args[1];
  const list: readonly Value[] = Array.isArray(answers) ? answers : [];
  if (list.length === 0)
    throw new LuaRaise('llm.on(…):reply: an answer is expected: a text, or { text = …, tokens = … }');
  const replies = list.map((answer) => parseReply(answer, [], refuseIn('llm.on(…):reply')));
  call.world.llm.update(mockArgument(call), {
    replies,
    ...(call.args[2] === true && { limit: replies.length }),
  });
}

function setLimit(call: HostCall): void {
  const limit = toNumber(call.args[1]);
  if (limit === undefined || !Number.isInteger(limit) || limit < 0) {
    throw new LuaRaise('llm.on(…):times: a whole number from 0 up is expected');
  }
  call.world.llm.update(mockArgument(call), { limit, isCounted: true });
}

function listCalls({ world }: HostCall): Value[] {
  const calls = world.journal.entries(Number.POSITIVE_INFINITY).filter((entry) => entry.kind === 'llm.call');
  return calls.map((entry): ValueMap => (isValueMap(entry.data) ? entry.data : createValueMap()));
}

/** `llm` (and `LLM`): the mocked model. */
export const llmBinding: Binding = {
  name: 'llm',
  summary: 'The model, mocked. A call that no mock answers fails the scenario.',
  aliases: ['LLM'],
  functions: [
    {
      name: 'llm.call',
      signature: '(model_or_level: string, prompt: PromptLike, options?: LlmOptions) -> LlmReply',
      summary: 'Calls the model; simple, medium and complex stand for the models in the config.',
      example: 'local reply = llm.call("simple", "Name three risks")',
      half: 'use',
    },
    {
      name: 'llm.on',
      signature: '(match?: LlmMatch) -> LlmMock',
      summary: 'A scripted answer for calls that match. The newest that matches wins.',
      example: 'llm.on{ model = "haiku", contains = "Optimize" }:reply{ text = "ok" }',
      half: 'control',
    },
    {
      name: 'llm_mock:reply',
      signature: '(answer: string | LlmAnswer) -> LlmMock',
      summary: 'What the mock answers, every time.',
      example: 'llm.on{}:reply{ text = "ok", tokens = { input = 900, output = 120 } }',
      half: 'control',
    },
    {
      name: 'llm_mock:reply_sequence',
      signature: '(answers: (string | LlmAnswer)[]) -> LlmMock',
      summary: 'One answer a call, in order; then the mock is used up.',
      example: 'llm.on{}:reply_sequence{ "draft", "final" }',
      half: 'control',
    },
    {
      name: 'llm_mock:times',
      signature: '(count: integer) -> LlmMock',
      summary: 'Answers so many calls, and must.',
      example: 'llm.on{}:reply("ok"):times(2)',
      half: 'control',
    },
    {
      name: 'llm_mock:optional',
      signature: '() -> LlmMock',
      summary: 'May stay unused. A mock made in a scenario’s body must be used otherwise.',
      example: 'llm.on{}:reply("ok"):optional()',
      half: 'control',
    },
    {
      name: 'llm.calls',
      signature: '() -> LlmCall[]',
      summary: 'The calls made so far, in order.',
      example: 'assert.equal(1, #llm.calls())',
      half: 'control',
    },
  ],
  internal: {
    'llm.call': callModel,
    'llm.on': (call) => answerValue(addMock(call)),
    'llm.reply': (call) => {
      setReplies(call);
      return answerValue();
    },
    'llm.times': (call) => {
      setLimit(call);
      return answerValue();
    },
    'llm.optional': (call) => {
      call.world.llm.update(mockArgument(call), { isOptional: true });
      return answerValue();
    },
    'llm.calls': (call) => answerValue(listCalls(call)),
  },
};
