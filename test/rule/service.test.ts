import { cpSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, expect, it } from 'vitest';
import { importAnew } from '../../src/script/import-module.js';
import { makeProject, writeFiles } from './rule-project.js';

const FOLDER = join(import.meta.dirname, '../../scenarios/service');

interface Service {
  readonly url: string;
  close(): Promise<void>;
}

const running: Service[] = [];

afterEach(async () => {
  for (const service of running.splice(0)) await service.close();
});

async function start() {
  const root = makeProject();
  cpSync(join(FOLDER, 'rules'), join(root, 'rules'), { recursive: true });
  // The module's own types stay with it: it is loaded as a user's would be.
  const module = (await importAnew(join(FOLDER, 'server.ts'))) as {
    startService(options: { root: string; log: string; port: number }): Promise<Service>;
  };
  const service = await module.startService({ root, log: join(root, 'decisions.ndjson'), port: 0 });
  running.push(service);
  const ask = async (path: string, body?: unknown) => {
    const text = typeof body === 'string' ? body : JSON.stringify(body);
    const response = await fetch(service.url + path, body === undefined ? {} : { method: 'POST', body: text });
    const type = response.headers.get('content-type');
    return { status: response.status, body: type === 'text/plain' ? await response.text() : await response.json() };
  };
  return { root, service, ask };
}

const refund = (amount: unknown) => ({ amount, customer: { disputes: 0 } });

it('decides over HTTP, logs, counts, and says whose mistake it was', async () => {
  const { root, service, ask } = await start();
  expect(await ask('/rules/refund', refund(80))).toMatchObject({ status: 200, body: { decision: 'autonomous' } });
  expect((await ask('/rules/refund?explain', refund(80))).body).toMatchObject({
    explanation: {
      reads: [
        { path: '.customer.disputes', value: 0 },
        { path: '.amount', value: 80 },
      ],
    },
  });
  expect(await ask('/rules/refund', refund('x'))).toMatchObject({ status: 422, body: { field: '.amount' } });
  expect(await ask('/rules/refnd', refund(1))).toMatchObject({
    status: 404,
    body: { error: expect.stringContaining('did you mean refund?') },
  });
  expect((await ask('/rules/refund', '{')).status).toBe(400);
  expect((await ask('/elsewhere')).status).toBe(404);
  expect((await ask('/rules')).body).toMatchObject([{ id: 'refund', kind: 'lua', label: '1.0' }]);
  expect((await ask('/metrics')).body).toContain('decisions_total{rule="refund",outcome="autonomous"} 2');
  await service.close();
  running.length = 0;
  const lines = readFileSync(join(root, 'decisions.ndjson'), 'utf8').trim().split('\n');
  expect(lines.map((line) => JSON.parse(line).decision ?? 'error')).toEqual(['autonomous', 'autonomous', 'error']);
});

it('goes on with a changed rule, without a restart', async () => {
  const { root, ask } = await start();
  writeFiles(root, { 'rules/refund.json': '{ "thresholds": { "small": 10 } }' });
  const isChanged = async () => JSON.stringify((await ask('/rules/refund', refund(80))).body).includes('collaborative');
  while (!(await isChanged()));
});
