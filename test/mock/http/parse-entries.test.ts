import { expect, it } from 'vitest';
import { readBaseMocks } from '../../../src/mock/files/read-base-mocks.js';
import { loadReadLua } from '../../../src/world/read-mocks.js';
import { createProject } from '../../support/project.js';

it('a file of mocks of services has all that is data: matchers, answers, faults, bounds, order and chance', async () => {
  const files = {
    'mocks/http/a.json': `[
      {
        "name": "start",
        "match": { "method": ["post", "put"], "url": "https://api.example.com/jobs/:id", "headers": { "X-Kind": "a" } },
        "replies": [202, { "fault": { "kind": "truncated", "after_bytes": 5 }, "body": "0123456789" }, { "json": { "ok": true } }],
        "times": 3
      },
      {
        "match": { "url": { "contains": "/jobs" }, "query": { "page": 2, "none": false }, "body": ["x"], "json": { "a": 1 } },
        "reply": { "status": 503, "headers": { "retry-after": "2" }, "latency_ms": 20 },
        "after": "start",
        "at_least": 1,
        "sometimes": { "probability": 0.5, "fault": "dns_failure" }
      }
    ]`,
    'mocks/http/b.json': '[{ "reply": "x" }]',
  };
  const { http } = await readBaseMocks({ root: createProject(files), folder: 'mocks', loadReadLua });
  expect(http).toMatchObject([
    {
      name: 'start',
      origin: 'base',
      at: { file: 'mocks/http/a.json', line: 2 },
      match: {
        method: { oneOf: ['POST', 'PUT'] },
        url: { pattern: 'https://api.example.com/jobs/:id' },
        headers: { 'x-kind': { oneOf: ['a'] } },
      },
      answers: {
        isSequence: true,
        replies: [
          { status: 202, body: '' },
          { fault: { kind: 'truncated', afterBytes: 5 } },
          { body: '{"ok":true}', headers: { 'content-type': 'application/json' } },
        ],
      },
      bounds: { least: 3, most: 3 },
    },
    {
      at: { line: 8 },
      match: {
        url: { text: { contains: ['/jobs'] } },
        query: { page: { oneOf: ['2'] }, none: null },
        body: [{ contains: ['x'] }],
        json: { a: 1 },
      },
      answers: { replies: [{ status: 503, headers: { 'retry-after': '2' }, latencyMs: 20 }] },
      after: [0],
      bounds: { least: 1, most: Number.POSITIVE_INFINITY },
      chances: [{ probability: 0.5, fault: { kind: 'dns_failure' } }],
    },
    { at: { file: 'mocks/http/b.json', line: 1 }, answers: { replies: [{ status: 200, body: 'x' }] } },
  ]);
});
