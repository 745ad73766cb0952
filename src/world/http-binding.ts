import { answerValue } from '../model/dispatch.js';
import type { Binding, HostFunction } from './host-function.js';
import { getHttp, loadHttp } from './http/open-http.js';

/** The functions that stand behind it, without their prefix: what they do is loaded with the prelude's own part. */
const NAMES = [
  'send',
  'calls',
  'ledger',
  'on',
  'reply',
  'answer_by',
  'bound',
  'optional',
  'after',
  'sometimes',
  'named',
];

function runLate(name: string): HostFunction {
  return (call) => {
    const run = getHttp().httpFunctions[name];
    if (run === undefined) throw new Error(`there is no host function ${name}`);
    return run(call);
  };
}

/** `http`: other services, mocked. How its functions are called is described where the reference is made. */
export const httpBinding: Binding = {
  name: 'http',
  summary: 'Other services, mocked. A request that no mock answers fails the scenario; none ever leaves it.',
  functions: [],
  internal: {
    'http.load': () => ({ kind: 'wait', answer: loadHttp().then(() => answerValue()) }),
    ...Object.fromEntries(NAMES.map((name) => [`http.${name}`, runLate(`http.${name}`)])),
  },
};
