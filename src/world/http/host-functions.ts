import { answerValue } from '../../model/dispatch.js';
import type { HostFunction } from '../host-function.js';
import { listCalls } from '../mocks/list-calls.js';
import { createMockFunctions } from '../mocks/mock-functions.js';
import { showLedger } from '../mocks/show-ledger.js';
import { describeHttpRequest } from './describe.js';
import { HTTP_DESK } from './desk.js';
import { sendRequest } from './send-request.js';

/** What the prelude calls for `http`, by its full names. */
export const httpFunctions: Readonly<Record<string, HostFunction>> = {
  'http.send': sendRequest,
  'http.calls': (call) => answerValue(listCalls(call, { name: 'http.calls', kind: 'http.request' })),
  'http.ledger': ({ world }) =>
    answerValue(
      showLedger(HTTP_DESK, world, ({ request, number }) => [
        ['number', number],
        ['method', request.method],
        ['url', request.url],
        ['agent', request.agent],
        ['sent', describeHttpRequest(request)],
      ]),
    ),
  ...createMockFunctions(HTTP_DESK),
};
