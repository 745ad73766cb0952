import { ENDPOINTS } from '../../mock/http/endpoints.js';
import type { HttpCall, HttpMocking } from '../../mock/http/http-mock.js';
import type { HttpOutcome, HttpRequest } from '../../mock/http/http-request.js';
import { showClosed, type Trier } from '../../mock/http/show-closed.js';
import type { Answer, CallSite } from '../../model/dispatch.js';
import type { Asking } from '../ask-model.js';
import { failCheck } from '../check-binding.js';
import { holdSite } from '../llm/call.js';
import { type ChosenAnswer, chooseAnswer, type Look } from '../mocks/choose.js';
import { nameMock } from '../mocks/describe.js';
import type { CallRecord } from '../mocks/ledger.js';
import { describeNearestMock } from '../mocks/nearest.js';
import { passTime } from '../pass-time.js';
import { describeHttpRequest } from './describe.js';
import { HTTP_DESK } from './desk.js';
import { noteRequest } from './note-request.js';
import { openHttp } from './open-http.js';
import { prepareReply } from './prepare-reply.js';

export interface AskHttpOptions {
  /** Whether the caller has another answer where no mock has one. */
  readonly hasOther?: boolean;
  /** Who sent the request over the network: what no mock answers is told of as an attempt to reach it. */
  readonly trier?: Trier;
  /** Told once how the call went, when its virtual time has passed; what it answers is the answer. */
  readonly resume: (outcome: HttpOutcome) => Answer;
}

interface Asked extends Look<HttpMocking> {
  readonly call: HttpCall;
  readonly site: CallSite;
  readonly options: AskHttpOptions;
}

/**
 * Asks the mocks of other services, whoever the caller is: ledger, faults, latency and journal are seen to here.
 */
export function askHttp({ world, site }: Asking, request: HttpRequest, options: AskHttpOptions): Answer {
  const call = { request, number: openHttp(world).countRequest() };
  const asked: Asked = { desk: HTTP_DESK, world, call, site: holdSite(site), options };
  return chooseAnswer(asked, (chosen) => {
    if (chosen.kind === 'unmatched') {
      return options.hasOther === true ? options.resume({ kind: 'none' }) : refuse(asked, chosen.refused);
    }
    enter(asked, 'answered', chosen.mock.id);
    if (chosen.kind === 'wrong') {
      const notes = [`the mock: ${nameMock(HTTP_DESK, chosen.mock)}`, describeHttpRequest(request)];
      return options.resume(fail(asked, `the mock that answers is wrong: ${chosen.why}`, notes));
    }
    return chosen.kind === 'failed' ? options.resume(chosen) : giveReply(asked, chosen);
  });
}

function giveReply(asked: Asked, chosen: ChosenAnswer<HttpMocking>): Answer {
  const { world, site, call, options } = asked;
  const { latencyMs, outcome } = prepareReply(call.request, chosen);
  return passTime({ world, site }, latencyMs, () => {
    noteRequest({ world, site, request: call.request, mock: chosen.mock, outcome });
    return options.resume(outcome);
  });
}

/** No mock answers. */
function refuse(asked: Asked, refused: ReadonlySet<number>): Answer {
  const { call, options } = asked;
  const { request } = call;
  const what = `${request.method} ${request.url}`;
  const message = options.trier === undefined ? `no mock answers ${what}` : showClosed(what, options.trier);
  const notes = [describeHttpRequest(request), ...describeNearestMock(asked, refused), ...describeEndpoints(request)];
  enter(asked, 'unmatched');
  return options.resume(fail(asked, message, notes));
}

/** What moonrig answers by itself on a provider's host. */
function describeEndpoints({ url }: HttpRequest): string[] {
  const endpoint = Object.values(ENDPOINTS).find(({ host }) => host === new URL(url).host);
  return endpoint === undefined
    ? []
    : [
        `of ${endpoint.host} only POST ${endpoint.path} is answered by the mocks of the model; http.on{…} answers all else`,
      ];
}

function enter({ world, call, site }: Asked, how: CallRecord<HttpMocking>['how'], mock?: number): void {
  const at = site.address();
  openHttp(world).ledger.add({ call, how, at, mock });
}

/** Fails the scenario, whatever the caller makes of it. */
function fail({ world, site }: Asked, message: string, notes: readonly string[]): HttpOutcome {
  const failure = failCheck(world, { world, site, args: [] }, { check: 'mock', message, notes });
  return { kind: 'failed', message: [message, ...notes].join('\n'), failure };
}
