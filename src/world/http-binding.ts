import { HTTP_ALIASES, HTTP_MATCH, HTTP_MOCK_SHAPES } from '../mock/http/shapes.js';
import { type BindingDescription, describeShape, type TypeDescription } from '../model/binding.js';
import { rows } from './prelude-bindings.js';

const METHODS = ['get', 'post', 'put', 'patch', 'delete', 'head'] as const;

const EXAMPLES: Readonly<Record<(typeof METHODS)[number], string>> = {
  get: 'local reply, why = http.get("https://api.example.com/users", { query = { page = 2 } })',
  post: 'local reply = assert(http.post("https://api.example.com/users", { json = { name = "Ada" } }))',
  put: 'http.put("https://api.example.com/users/7", { json = { name = "Ada" }, timeout_ms = 500 })',
  patch: 'http.patch("https://api.example.com/users/7", { json = { name = "Ada" } })',
  delete: 'http.delete("https://api.example.com/users/7", { headers = { authorization = "Bearer t" } })',
  head: 'local size = http.head("https://api.example.com/big").headers["Content-Length"]',
};

const GIVES = 'Gives the reply, whatever its status; nil, why and an HttpFailure where the network fails.';

const CALLS = rows('use', [
  ...METHODS.map(
    (name) =>
      [
        `http.${name}`,
        '(url: string, options?: HttpOptions) -> HttpReply?, string?, HttpFailure?',
        `Sends ${name.toUpperCase()} to a service. ${GIVES}`,
        EXAMPLES[name],
      ] as const,
  ),
  [
    'http.request',
    '(request: HttpOrder) -> HttpReply?, string?, HttpFailure?',
    `Sends any request. ${GIVES}`,
    'http.request{ method = "OPTIONS", url = "https://api.example.com/users" }',
  ],
  [
    'http_reply:json',
    '() -> any',
    'The body as a value. Raises where it is no JSON.',
    'local users = http.get("https://api.example.com/users"):json()',
  ],
]);

const MOCKS = rows('control', [
  [
    'http.on',
    '(match?: HttpMatch) -> HttpMock',
    'A scripted answer for requests that match. The newest that matches wins; base mocks come last.',
    'http.on{ method = "GET", url = "https://api.example.com/users/:id" }:reply{ json = { name = "Ada" } }',
  ],
  [
    'http_mock:reply',
    '(answer: HttpAnswerLike) -> HttpMock',
    'What the mock answers, every time.',
    'http.on{}:reply(204)',
  ],
  [
    'http_mock:reply_sequence',
    '(answers: HttpAnswerLike[]) -> HttpMock',
    'One answer a request, in order; then the mock is used up, and a further request is not matched by it.',
    'http.on{}:reply_sequence{ 503, { json = { ok = true } } }',
  ],
  [
    'http_mock:reply_with',
    '(fn: fun(request: HttpRequest): HttpAnswerLike) -> HttpMock',
    'A function gives each answer.',
    'http.on{ url = "/users/:id" }:reply_with(function(request) return { json = { id = request.params.id } } end)',
  ],
  [
    'http_mock:fault',
    '(fault: HttpFaultLike) -> HttpMock',
    'What goes wrong, every time; in an answer it is the field fault.',
    'http.on{}:fault{ kind = "timeout", after_ms = 2000 }',
  ],
  [
    'http_mock:sometimes',
    '(probability: number, fault: HttpFaultLike) -> HttpMock',
    'A fault that comes by chance, from the scenario’s seed, in place of the mock’s answer; that is there for the next try.',
    'http.on{}:reply("ok"):sometimes(0.2, "connection_reset")',
  ],
  [
    'http_mock:times',
    '(count: integer) -> HttpMock',
    'Answers so many requests, and must.',
    'http.on{}:reply("ok"):times(2)',
  ],
  [
    'http_mock:at_least',
    '(count: integer) -> HttpMock',
    'Must answer so many requests, and may answer more.',
    'http.on{}:reply("ok"):at_least(1)',
  ],
  [
    'http_mock:optional',
    '() -> HttpMock',
    'May stay unused. A mock made in a scenario’s body must be used otherwise.',
    'http.on{}:reply("ok"):optional()',
  ],
  [
    'http_mock:after',
    '(...: HttpMock) -> HttpMock',
    'Answers only once the other mocks have given all that they must, and one answer at least.',
    'http.on{ url = "/jobs/1" }:reply{ json = { done = true } }:after(started)',
  ],
  [
    'http_mock:named',
    '(name: string) -> HttpMock',
    'A name for failures and for chance: the faults of a mock do not move when other mocks are made or changed.',
    'http.on{ url = "/users" }:reply("[]"):named("users")',
  ],
  [
    'http.calls',
    '() -> HttpCall[]',
    'The requests that mocks have answered so far, in order.',
    'assert.equal("POST", http.calls()[1].method)',
  ],
  [
    'http.ledger',
    '() -> HttpLedger',
    'Both sides: each request with the mock that answered it, each mock with what it has given.',
    'for _, mock in ipairs(http.ledger().mocks) do print(mock.match, mock.used) end',
  ],
]);

const OPTIONS = [
  ['query?', 'table<string, any>', 'Parameters of the URL; a list several times.'],
  ['headers?', 'table<string, string | number>', 'Headers, in any case.'],
  ['body?', 'string', 'The body.'],
  ['json?', 'any', 'The body as a value, in place of body.'],
  ['timeout_ms?', 'number', 'Virtual milliseconds after which the caller gives up.'],
] as const;

const REPLY = [
  ['status', 'integer', 'Such as 200.'],
  ['headers', 'table<string, string | string[]>', 'By name, in any case; a list where one was sent several times.'],
  ['body', 'string', 'All of it.'],
] as const;

/** What requests take and give. */
const CALL_TYPES: readonly TypeDescription[] = [
  describeShape('HttpOptions', 'What is sent with a request.', OPTIONS),
  describeShape('HttpOrder', 'A request to send.', [
    ['method', 'string', 'GET, POST, …'],
    ['url', 'string', 'All of it: https://api.example.com/users.'],
    ...OPTIONS,
  ]),
  { ...describeShape('HttpReply', 'What a service answered.', REPLY), receiver: 'http_reply' },
  describeShape('HttpFailure', 'What kept a caller from a whole answer.', [
    ['kind', '"dns_failure" | "connection_refused" | "connection_reset" | "timeout" | "truncated"', 'What went wrong.'],
    ['message', 'string', 'The same as a text.'],
    ...REPLY.map(([name, type]) => [`${name}?`, type, 'Of truncated: what came of it.'] as const),
  ]),
];

/** What scenarios see of mocks and of what was sent. */
const CONTROL_TYPES: readonly TypeDescription[] = [
  {
    ...HTTP_MATCH,
    fields: [
      ...HTTP_MATCH.fields,
      {
        name: 'where?',
        type: 'fun(request: HttpRequest): any',
        summary: 'A function that says yes to the request; asked only where all else holds.',
      },
    ],
  },
  ...HTTP_MOCK_SHAPES.filter(({ name }) => !['HttpMockEntry', 'HttpMatch', 'HttpChance'].includes(name)),
  ...HTTP_ALIASES,
  { ...describeShape('HttpMock', 'A scripted answer of a service.', []), receiver: 'http_mock' },
  describeShape('HttpRequest', 'A request, as the functions of a mock are given it.', [
    ['method', 'string', 'In capitals.'],
    ['url', 'string', 'All of it.'],
    ['path', 'string', 'Its path.'],
    ['query', 'table<string, string>', 'Its parameters.'],
    ['params', 'table<string, string>', 'What the named parts of the mock’s URL are in it.'],
    ['headers', 'table<string, string>', 'By name in lower case.'],
    ['body', 'string', 'Empty where there is none.'],
    ['json?', 'any', 'What the body says as JSON.'],
    ['agent?', 'string', 'The agent that sent it.'],
    ['task?', 'string', 'What the agent works on.'],
  ]),
  describeShape('HttpCall', 'A request that a mock has answered. Headers that are secret are not told.', [
    ['method', 'string', 'In capitals.'],
    ['url', 'string', 'All of it.'],
    ['agent?', 'string', 'The agent that sent it.'],
    ['headers?', 'table<string, string>', 'By name in lower case.'],
    ['body?', 'string', 'What was sent.'],
    ['status?', 'integer', 'What was answered.'],
    ['reply_headers?', 'table<string, string | string[]>', 'By name in lower case.'],
    ['reply?', 'string', 'The body of the answer.'],
    ['fault?', 'string', 'What went wrong.'],
    ['mock?', 'string', 'Where the mock that answered was made.'],
  ]),
  describeShape('HttpLedger', 'What was sent and what was scripted. Of many requests the latest.', [
    ['calls', 'HttpLedgerCall[]', 'In order.'],
    ['dropped', 'integer', 'How many earlier ones are not held.'],
    ['mocks', 'LedgerMock[]', 'Oldest first; base mocks before all others.'],
  ]),
  describeShape('HttpLedgerCall', 'One request, and what it met.', [
    ['number', 'integer', 'Of the request in the scenario.'],
    ['method', 'string', 'In capitals.'],
    ['url', 'string', 'All of it.'],
    ['agent?', 'string', 'The agent that sent it.'],
    ['sent', 'string', 'The request as one line.'],
    ['how', 'string', 'answered or unmatched.'],
    ['mock?', 'integer', 'The position of the mock that answered among mocks.'],
    ['place?', 'string', 'Who sent it.'],
  ]),
];

/** `http`: other services, mocked. */
export const httpBinding: BindingDescription = {
  name: 'http',
  summary: 'Other services, mocked. A request that no mock answers fails the scenario; none ever leaves it.',
  functions: [...CALLS, ...MOCKS],
  types: [...CALL_TYPES, ...CONTROL_TYPES],
};
