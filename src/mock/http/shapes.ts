import { describeShape, type ShapeDescription, type TypeAliasDescription } from '../../model/binding.js';
import { HTTP_FAULT_KINDS } from './fault.js';

const oneOf = (words: readonly string[]) => words.map((word) => `"${word}"`).join(' | ');

/** What a request must be like, apart from what only Lua can say. */
export const HTTP_MATCH = describeShape(
  'HttpMatch',
  'What a request must be like; what is left out matches anything. A plain text is the whole of a method, a header or a ' +
    'parameter, and a part of the body; false means that there is none.',
  [
    ['method?', 'string | string[]', 'GET, POST, …; one of a list.'],
    [
      'url?',
      'string | LlmText',
      'A URL, one without its scheme, or a path; in it * stands for any text and :name for one part of the path.',
    ],
    ['query?', 'table<string, string | number | boolean | LlmText>', 'Parameters of the URL; {} where it has none.'],
    ['headers?', 'table<string, string | boolean | LlmText>', 'Headers, in any case.'],
    ['body?', 'string | LlmText | (string | LlmText)[]', 'Each is in the body.'],
    ['json?', 'any', 'Part of what the body says as JSON; lists must be as long.'],
    ['agent?', 'string | LlmText', 'The name of the agent that calls.'],
  ],
);

/** A fault of the network or the service. */
export const HTTP_FAULT = describeShape(
  'HttpFault',
  'What goes wrong with a request. A kind alone says the same as { kind = … }.',
  [
    ['kind', oneOf(HTTP_FAULT_KINDS), 'What goes wrong.'],
    ['after_ms?', 'number', 'Of timeout, slow_start and slow: virtual milliseconds; 60000 and 10000 where left out.'],
    ['after_bytes?', 'integer', 'Of truncated: the bytes that still come; half of them where left out.'],
  ],
);

/** What a mock answers. */
export const HTTP_ANSWER: ShapeDescription = describeShape('HttpAnswer', 'A scripted answer.', [
  ['status?', 'integer', '200 to 599; 200 where left out.'],
  ['headers?', 'table<string, string | string[]>', 'Headers; the content’s type goes without saying.'],
  ['body?', 'string', 'The body.'],
  ['json?', 'any', 'The body as a value, in place of body.'],
  ['latency_ms?', 'number', 'Virtual milliseconds until it is there.'],
  ['fault?', 'HttpFaultLike', 'What goes wrong in place of the answer, or with it.'],
]);

/** A fault with some probability. */
export const HTTP_CHANCE = describeShape('HttpChance', 'A fault that comes by chance, from the scenario’s seed.', [
  ['probability', 'number', 'From 0 to 1.'],
  ['fault', 'HttpFaultLike', 'What goes wrong then.'],
]);

/** One mock of a file in `mocks/http`. */
export const HTTP_MOCK_ENTRY = describeShape('HttpMockEntry', 'One mock. It needs reply or replies.', [
  ['name?', 'string', 'By which after, and failures, tell of it.'],
  ['match?', 'HttpMatch', 'The requests that it answers; all of them where left out.'],
  ['reply?', 'HttpAnswerLike', 'What it answers, every time.'],
  ['replies?', 'HttpAnswerLike[]', 'One answer a request, in order; then it is used up.'],
  ['times?', 'integer', 'Answers so many requests, and must.'],
  ['at_least?', 'integer', 'Must answer so many requests, and may answer more.'],
  ['after?', 'string | string[]', 'Mocks of the same file that must have answered before.'],
  ['sometimes?', 'HttpChance | HttpChance[]', 'Faults that come by chance in place of an answer.'],
]);

/** Names for what may be written in several ways. */
export const HTTP_ALIASES: readonly TypeAliasDescription[] = [
  {
    name: 'HttpAnswerLike',
    summary: 'What a mock answers: a body alone, a status alone, or more.',
    type: 'string | integer | HttpAnswer',
  },
  { name: 'HttpFaultLike', summary: 'What goes wrong: a kind alone, or more.', type: 'string | HttpFault' },
];

/** All that files of mocks hold, for help. */
export const HTTP_MOCK_SHAPES: readonly ShapeDescription[] = [
  HTTP_MOCK_ENTRY,
  HTTP_MATCH,
  HTTP_ANSWER,
  HTTP_FAULT,
  HTTP_CHANCE,
];
