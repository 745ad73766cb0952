import type { LlmMocking } from '../mock/llm/llm-mock.js';
import type { ModelOutcome } from '../mock/llm/outcome.js';
import type { LlmRequest } from '../mock/llm-request.js';
import type { Answer, CallSite } from '../model/dispatch.js';
import { enterCall, failCall, holdSite, type ModelCall } from './llm/call.js';
import { checkAnswer } from './llm/check-answer.js';
import { refuseByBudget } from './llm/check-budgets.js';
import { chooseMock } from './llm/choose-mock.js';
import { describeRequest } from './llm/describe.js';
import { noteCall } from './llm/note-call.js';
import { prepareAnswer } from './llm/prepare-answer.js';
import { findMessageProblems } from './llm/protocol.js';
import { findProvider } from './llm/providers.js';
import { settleCall } from './llm/settle-call.js';
import { openStream } from './llm/stream.js';
import { findToolProblems } from './llm/tool-offer.js';
import type { ChosenAnswer } from './mocks/choose.js';
import { passTime } from './pass-time.js';
import type { World } from './world.js';

/** Who asks: the world it happens in, and the line that the call is told of. */
export interface Asking {
  readonly world: World;
  readonly site: CallSite;
}

/** The model that a level such as `simple` stands for; any other name is a model's own. */
export function resolveModel(world: World, modelOrLevel: string): string {
  const { levels } = world.base.settings;
  return Object.hasOwn(levels, modelOrLevel) ? (levels[modelOrLevel] ?? modelOrLevel) : modelOrLevel;
}

type Then = (outcome: ModelOutcome) => Answer;

/**
 * Asks the mocked model, whoever the caller is: ledger, protocol, faults, cost, latency and journal are seen to here. How
 * the call went is handed to `then`, once, when its virtual time has passed; what that answers is the answer. A request
 * with `stream` comes to `stream`, whose chunks `readChunk` gives.
 */
export function askModel({ world, site }: Asking, request: LlmRequest, then: Then): Answer {
  world.agents.meet(request);
  const call: ModelCall = {
    world,
    site: holdSite(site),
    request,
    numbers: world.llm.countCall(request),
    startedMs: world.elapsedMs,
  };
  const broken = checkProtocol(call);
  if (broken !== undefined) return then(broken);
  const refused = refuseByBudget(call);
  if (refused !== undefined) {
    const tokens = { input: 0, output: 0, cached: 0 };
    if (refused.kind === 'fault')
      noteCall(call, { choices: [], fault: refused.fault }, { mock: undefined, tokens, costCents: 0 });
    return then(refused);
  }
  return chooseMock(call, (chosen) => (chosen.kind === 'answer' ? giveAnswer(call, chosen, then) : then(chosen)));
}

/** Fails the scenario where no provider would take the request. */
function checkProtocol(call: ModelCall): ModelOutcome | undefined {
  const { world, request } = call;
  const provider = findProvider(world.base.settings, request.model);
  const [problem, ...more] = [...findMessageProblems(request, provider), ...findToolProblems(request, world.llm)];
  if (problem === undefined) return undefined;
  enterCall(call, 'against the protocol');
  const others = more.map(({ message, hint }) => `${message}; ${hint}`);
  const notes = [problem.hint, ...others, describeRequest(request)];
  return failCall(call, { check: 'protocol', message: `no provider takes this request: ${problem.message}`, notes });
}

function giveAnswer(call: ModelCall, given: ChosenAnswer<LlmMocking>, then: Then): Answer {
  const { world, request } = call;
  const startedMs = world.elapsedMs;
  const answer = prepareAnswer(call, given);
  const wrong = checkAnswer(call, answer);
  if (wrong !== undefined) return then(wrong);
  return passTime(call, answer.latencyMs, () => {
    const { choices, fault, breaksAfter } = answer;
    const isWhole = fault === undefined || breaksAfter !== undefined;
    if (request.stream && isWhole) return then({ kind: 'stream', stream: openStream(call, answer, startedMs) });
    return then(settleCall(call, answer, { choices, ...(fault && { fault }) }));
  });
}
