import type { BoundFunction } from '../host-function.js';

type Row = readonly [name: string, signature: string, summary: string, example: string];

const rows = (half: BoundFunction['half'], list: readonly Row[]): BoundFunction[] =>
  list.map(([name, signature, summary, example]) => ({ name, signature, summary, example, half }));

const CALLS = rows('use', [
  [
    'llm.call',
    '(model_or_level: string, prompt: PromptLike, options?: LlmOptions) -> LlmReply',
    'Calls the model; simple, medium and complex stand for the models in the config. Raises where it does not answer.',
    'local reply = llm.call("simple", "Name three risks")',
  ],
  [
    'llm.try_call',
    '(model_or_level: string, prompt: PromptLike, options?: LlmOptions) -> LlmReply?, LlmFailure?',
    'Calls the model; where provider or network fail it gives nil and why, for those that try again.',
    'local reply, failure = llm.try_call("simple", prompt)',
  ],
  [
    'llm.stream',
    '(model_or_level: string, prompt: PromptLike, options?: LlmOptions) -> fun(): LlmChunk?, ...',
    'Calls the model and reads its answer chunk by chunk, in a for loop; virtual time passes between them. The last chunk ' +
      'has the whole reply. Raises where the model does not answer, or the stream breaks off.',
    'for chunk in llm.stream("simple", prompt) do show(chunk.text) end',
  ],
  [
    'llm.try_stream',
    '(model_or_level: string, prompt: PromptLike, options?: LlmOptions) -> fun(): LlmChunk?, ...',
    'As stream; but it gives nil and an LlmFailure where provider or network fail, and a stream that breaks off ends with a ' +
      'chunk that has the fault.',
    'local chunks, failure = llm.try_stream("simple", prompt)',
  ],
]);

const MOCKS = rows('control', [
  [
    'llm.on',
    '(match?: LlmMatch) -> LlmMock',
    'A scripted answer for calls that match. The newest that matches wins; base mocks come last.',
    'llm.on{ model = "haiku", contains = "Optimize" }:reply{ text = "ok" }',
  ],
  [
    'llm_mock:reply',
    '(answer: LlmAnswerLike) -> LlmMock',
    'What the mock answers, every time.',
    'llm.on{}:reply{ text = "ok", tokens = { input = 900, output = 120 } }',
  ],
  [
    'llm_mock:reply_sequence',
    '(answers: LlmAnswerLike[]) -> LlmMock',
    'One answer a call, in order; then the mock is used up, and a further call is not matched by it.',
    'llm.on{}:reply_sequence{ { fault = "overloaded" }, "draft", "final" }',
  ],
  [
    'llm_mock:reply_with',
    '(fn: fun(request: LlmRequest): LlmAnswerLike) -> LlmMock',
    'A function gives each answer.',
    'llm.on{}:reply_with(function(request) return "you said " .. request.messages[1].content end)',
  ],
  [
    'llm_mock:script',
    '(fn: fun(request: LlmRequest, answer: fun(given: LlmAnswerLike): LlmRequest): any) -> LlmMock',
    'A whole model, as one function: answer(…) gives an answer and returns with the next request; what the function returns ' +
      'is the last answer, and then the mock is used up.',
    'llm.on{}:script(function(request, answer) request = answer("which file?") return "thanks" end)',
  ],
  [
    'llm_mock:fault',
    '(fault: LlmFaultLike) -> LlmMock',
    'What goes wrong, every time; in an answer it is the field fault.',
    'llm.on{}:fault{ kind = "rate_limit", retry_after_ms = 2000 }',
  ],
  [
    'llm_mock:sometimes',
    '(probability: number, fault: LlmFaultLike) -> LlmMock',
    'A fault that comes by chance, from the scenario’s seed, in place of the mock’s answer; that is there for the next try, but ' +
      'need not be used then.',
    'llm.on{}:reply("ok"):sometimes(0.2, "overloaded")',
  ],
  [
    'llm_mock:times',
    '(count: integer) -> LlmMock',
    'Answers so many calls, and must.',
    'llm.on{}:reply("ok"):times(2)',
  ],
  [
    'llm_mock:at_least',
    '(count: integer) -> LlmMock',
    'Must answer so many calls, and may answer more.',
    'llm.on{}:reply("ok"):at_least(1)',
  ],
  [
    'llm_mock:optional',
    '() -> LlmMock',
    'May stay unused. A mock made in a scenario’s body must be used otherwise.',
    'llm.on{}:reply("ok"):optional()',
  ],
  [
    'llm_mock:after',
    '(...: LlmMock) -> LlmMock',
    'Answers only once the other mocks have given all that they must, and one answer at least.',
    'llm.on{ contains = "review" }:reply("fine"):after(draft)',
  ],
  [
    'llm_mock:named',
    '(name: string) -> LlmMock',
    'A name for failures and for chance: the faults of a mock do not move when other mocks are made or changed.',
    'llm.on{ agent = "planner" }:reply("ok"):named("plan")',
  ],
]);

const LOOKING_BACK = rows('control', [
  [
    'llm.calls',
    '() -> LlmCall[]',
    'The calls that came to an answer or a fault so far, in order.',
    'assert.equal(1, #llm.calls())',
  ],
  [
    'llm.ledger',
    '() -> LlmLedger',
    'Both sides: each call with the mock that answered it, each mock with what it has given.',
    'for _, mock in ipairs(llm.ledger().mocks) do print(mock.match, mock.used) end',
  ],
  [
    'llm.spent',
    '(spender?: LlmSpender) -> LlmSpent',
    'What the calls so far come to: all, or those of an agent or a task. Sums are exact.',
    'assert.equal(0.3, llm.spent{ agent = "planner" }.cost_cents)',
  ],
  [
    'llm.budget',
    '(budget: LlmBudget)',
    'Limits what calls may come to from the scenario’s beginning. The call that goes past a limit fails the scenario and raises; ' +
      'its cost counts. A later budget for the same takes the place of an earlier one.',
    'llm.budget{ max_cost_cents = 5, agent = "planner" }',
  ],
]);

/** The functions of `llm`, as the reference shows them; the prelude makes them over host functions of its own. */
export const LLM_FUNCTIONS: readonly BoundFunction[] = [...CALLS, ...MOCKS, ...LOOKING_BACK];
