import { answerValue } from '../../model/dispatch.js';
import type { HostPart } from '../host-function.js';
import { listCalls } from '../mocks/list-calls.js';
import { showLedger } from '../mocks/show-ledger.js';
import { describeHttpRequest } from './describe.js';
import { HTTP_DESK } from './desk.js';

/** What looks back on the requests of a scenario: the scenario's file alone gets these. */
export const accountFunctions: HostPart = {
  internal: {
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
  },
};
