import dgram from 'node:dgram';
import dns from 'node:dns';
import http, { createServer } from 'node:http';
import http2 from 'node:http2';
import https from 'node:https';
import net, { type AddressInfo } from 'node:net';
import tls from 'node:tls';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createClient, openForTest, runAgent, takeStrays } from './open.js';

const server = createServer((request, response) => {
  response.setHeader('x-real', 'yes');
  request.pipe(response);
});

/** The port of a server of this test's own, which the network is left open to. */
let port = 0;

beforeAll(async () => {
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  port = (server.address() as AddressInfo).port;
  await openForTest([`127.0.0.1:${port}`]);
});

afterAll(() => new Promise((resolve) => server.close(resolve)));

/** What somebody who listens for its end hears of a connection, or any other emitter. */
function ending(emitter: NodeJS.EventEmitter): Promise<unknown> {
  return new Promise((resolve) => {
    emitter.once('error', resolve);
    emitter.once('connect', () => resolve('connected'));
  });
}

function readAll(request: http.ClientRequest): Promise<{ status: number | undefined; text: string }> {
  return new Promise((resolve, reject) => {
    request.once('error', reject);
    request.once('response', (response) => {
      let text = '';
      response.setEncoding('utf8');
      response.on('data', (part) => {
        text += part;
      });
      response.once('error', reject);
      response.once('end', () => resolve({ status: response.statusCode, text }));
    });
  });
}

const reply = (body: string, more: { isCut?: boolean; bodyMs?: number; status?: number } = {}) =>
  ({
    kind: 'reply',
    reply: { status: more.status ?? 200, headers: { 'content-type': 'text/plain', 'x-mock': '1' }, body },
    bodyMs: more.bodyMs ?? 0,
    isCut: more.isCut ?? false,
  }) as const;

describe('a request that a mock answers', () => {
  it('is data, wherever it is sent from', async () => {
    const client = createClient({ services: [reply('hello')] });
    const got = await runAgent(client, async () => {
      const fetched = await fetch('https://api.example.com/a?b=1#top', {
        method: 'POST',
        headers: { 'X-Key': 'k' },
        body: '{"a":1}',
      });
      const request = https.request('https://api.example.com/a?b=1', { method: 'PUT', headers: { 'X-Key': 'k' } });
      request.end('{"a":1}');
      const [text, sent, asked] = [
        await fetched.text(),
        await readAll(request),
        await readAll(http.get('http://api.example.com:8080/')),
      ];
      return { status: fetched.status, mark: fetched.headers.get('x-mock'), url: fetched.url, text, sent, asked };
    });
    expect(got).toEqual({
      status: 200,
      mark: '1',
      url: 'https://api.example.com/a?b=1',
      text: 'hello',
      sent: { status: 200, text: 'hello' },
      asked: { status: 200, text: 'hello' },
    });
    expect(client.sent.map(({ method, url, body, agent, task }) => ({ method, url, body, agent, task }))).toEqual([
      { method: 'POST', url: 'https://api.example.com/a?b=1', body: '{"a":1}', agent: 'reviewer', task: 'task-1' },
      { method: 'PUT', url: 'https://api.example.com/a?b=1', body: '{"a":1}', agent: 'reviewer', task: 'task-1' },
      { method: 'GET', url: 'http://api.example.com:8080/', body: '', agent: 'reviewer', task: 'task-1' },
    ]);
    expect(client.sent[0]?.headers).toMatchObject({ 'x-key': 'k' });
    expect(client.sent[1]?.headers).toMatchObject({ 'x-key': 'k' });
  });

  it('is the same in every run where it is a form', async () => {
    const client = createClient({ services: [reply('')] });
    await runAgent(client, async () => {
      for (const bytes of [Buffer.from('text'), Buffer.from([0xff, 0xfe])]) {
        const form = new FormData();
        form.set('file', new Blob([bytes]), 'a.bin');
        await fetch('https://api.example.com/', { method: 'POST', body: form });
      }
    });
    const [text, bytes] = client.sent;
    expect(text?.headers['content-type']).toBe('multipart/form-data; boundary=moonrig-boundary');
    expect(String(text?.body)).toMatch(/^--moonrig-boundary\r\n.*text.*--moonrig-boundary--/s);
    expect(bytes?.body).toBeInstanceOf(Uint8Array);
    expect(Buffer.from(bytes?.body ?? '').includes(Buffer.from([0xff, 0xfe]))).toBe(true);
  });

  it('may be redirected by one mock to another', async () => {
    const moved = { ...reply(''), reply: { status: 302, headers: { location: '/there' }, body: '' } };
    const client = createClient({ services: [moved, reply('there')] });
    const got = await runAgent(client, async () => {
      const response = await fetch('https://api.example.com/here');
      return [response.url, response.redirected, await response.text()];
    });
    expect(got).toEqual(['https://api.example.com/there', true, 'there']);
    expect(client.sent.map(({ url }) => url)).toEqual([
      'https://api.example.com/here',
      'https://api.example.com/there',
    ]);
  });

  it.each([204, 205, 304])('has no body with the status %i', async (status) => {
    const client = createClient({ services: [reply('unsaid', { status })] });
    const got = await runAgent(client, async () => (await fetch('https://api.example.com/')).text());
    expect(got).toBe('');
  });

  it.each([
    ['dns_failure', 'ENOTFOUND', 'getaddrinfo ENOTFOUND api.example.com'],
    ['connection_refused', 'ECONNREFUSED', 'connect ECONNREFUSED api.example.com:443'],
    ['connection_reset', 'ECONNRESET', 'read ECONNRESET'],
    ['timeout', 'ETIMEDOUT', 'connect ETIMEDOUT api.example.com:443'],
  ] as const)('fails as the network does: %s', async (fault, code, message) => {
    const client = createClient({ services: [{ kind: 'fault', fault, message: '' }] });
    const [fetched, asked] = await runAgent(client, async () => [
      await fetch('https://api.example.com/').catch((error: unknown) => error),
      await readAll(https.get('https://api.example.com/')).catch((error: unknown) => error),
    ]);
    expect(fetched).toMatchObject({ name: 'TypeError', message: 'fetch failed', cause: { code, message } });
    expect(asked).toMatchObject({ code, message });
  });

  it('breaks off within its body', async () => {
    const client = createClient({ services: [reply('half of', { isCut: true })] });
    const [texts, fetched, asked] = await runAgent(client, async () => {
      const seen: string[] = [];
      const response = await fetch('https://api.example.com/');
      const read = async () => {
        for await (const part of response.body ?? []) seen.push(Buffer.from(part).toString());
      };
      const failed = await read().catch((error: unknown) => error);
      return [seen, failed, await readAll(http.get('http://api.example.com/')).catch((error: unknown) => error)];
    });
    expect(texts).toEqual(['half of']);
    expect(fetched).toMatchObject({ message: 'terminated', cause: { code: 'UND_ERR_SOCKET' } });
    expect(asked).toMatchObject({ code: 'ECONNRESET' });
  });

  it('takes its time for the body only as it is read', async () => {
    const client = createClient({ services: [reply('slowly', { bodyMs: 500 })] });
    const got = await runAgent(client, async () => {
      const response = await fetch('https://api.example.com/');
      const before = client.elapsedMs;
      return [before, await response.text(), client.elapsedMs];
    });
    expect(got).toEqual([0, 'slowly', 500]);
  });

  it('may be left unread: that it is cancelled does not wait', async () => {
    const client = createClient({ services: [reply('unread')] });
    await runAgent(client, async () => (await fetch('https://api.example.com/')).body?.cancel());
    expect(client.failures).toEqual([]);
  });
});

describe('the network', () => {
  it('is closed to whatever no mock answers, and says so to the client', async () => {
    const client = createClient();
    const [fetched, asked] = await runAgent(client, async () => [
      await fetch('https://internal.example.com/x').catch((error: unknown) => error),
      await readAll(https.get('https://internal.example.com/y')).catch((error: unknown) => error),
    ]);
    const closed = 'network is closed: GET https://internal.example.com';
    expect(fetched).toMatchObject({ message: `${closed}/x (agent reviewer)`, cause: { code: 'ERR_NETWORK_CLOSED' } });
    expect(asked).toMatchObject({ message: `${closed}/y (agent reviewer)`, code: 'ERR_NETWORK_CLOSED' });
    expect(client.failures).toEqual([`${closed}/x (agent reviewer)`, `${closed}/y (agent reviewer)`]);
  });

  it.each([
    ['connect db.internal:5432', () => ending(net.connect({ host: 'db.internal', port: 5432 }))],
    ['connect localhost:6379', () => ending(net.connect(6379))],
    ['connect 10.0.0.1:25', () => ending(new net.Socket().connect(25, '10.0.0.1'))],
    ['connect /var/run/docker.sock', () => ending(net.connect('/var/run/docker.sock'))],
    ['connect secure.internal:443', () => ending(tls.connect({ host: 'secure.internal', port: 443 }))],
    ['connect h2.internal:443', () => ending(http2.connect('https://h2.internal'))],
    ['look up a.internal', () => new Promise((resolve) => dns.lookup('a.internal', resolve))],
    ['look up b.internal', () => dns.promises.lookup('b.internal').catch((error: unknown) => error)],
    ['look up c.internal', () => new Promise((resolve) => dns.resolveTxt('c.internal', resolve))],
    ['look up d.internal', () => new dns.promises.Resolver().resolve4('d.internal').catch((error: unknown) => error)],
    ['look up e.internal', () => new Promise((resolve) => new dns.Resolver().resolveMx('e.internal', resolve))],
    ['send to 10.0.0.2:53', async () => thrownBy(() => dgram.createSocket('udp4').send('x', 53, '10.0.0.2'))],
  ])('is closed below requests: %s', async (what, attempt) => {
    const client = createClient();
    const error = await runAgent(client, attempt);
    const message = `network is closed: ${what} (agent reviewer, task-1, fake-agent.mjs)`;
    expect(error).toMatchObject({ message, code: 'ERR_NETWORK_CLOSED' });
    expect(client.failures).toEqual([`mock: ${message}`]);
  });

  it('is open to what the config names, after the mocks', async () => {
    const client = createClient();
    const url = `http://127.0.0.1:${port}/`;
    const got = await runAgent(client, async () => {
      const fetched = await fetch(url, { method: 'POST', body: 'echo' });
      const request = http.request(url, { method: 'POST' });
      request.end('echo too');
      return [fetched.headers.get('x-real'), await fetched.text(), await readAll(request)];
    });
    expect(got).toEqual(['yes', 'echo', { status: 200, text: 'echo too' }]);
    const mocked = createClient({ services: [reply('mocked')] });
    expect(await runAgent(mocked, async () => (await fetch(url)).text())).toBe('mocked');
    expect(client.failures).toEqual([]);
  });

  it('leaves data that is no request alone', async () => {
    const client = createClient();
    const got = await runAgent(client, async () => (await fetch('data:text/plain,hello')).text());
    expect(got).toBe('hello');
    expect(client.sent).toEqual([]);
  });

  it('is closed when the task is over, and outside of any; whoever tried is told of', async () => {
    takeStrays();
    const client = createClient({ services: [reply('too late')] });
    let late: Promise<unknown> = Promise.resolve();
    await runAgent(client, async () => {
      late = new Promise((resolve) => setTimeout(resolve, 1)).then(() => fetch('https://api.example.com/late'));
      late.catch(() => undefined);
    });
    await expect(late).rejects.toThrow('network is closed: GET https://api.example.com/late (agent reviewer');
    await expect(fetch('https://api.example.com/nobody')).rejects.toThrow('outside of any task of an agent');
    const error = await ending(net.connect(1, '10.0.0.1'));
    expect(error).toMatchObject({ code: 'ERR_NETWORK_CLOSED' });
    expect(client.failures).toEqual([
      expect.stringContaining('GET https://api.example.com/late (agent reviewer, task-1'),
    ]);
    const nobody = '(outside of any task of an agent)';
    expect(takeStrays()).toEqual([
      `network is closed: GET https://api.example.com/nobody ${nobody}`,
      `network is closed: connect 10.0.0.1:1 ${nobody}`,
    ]);
    expect(client.sent).toEqual([]);
  });
});

function thrownBy(run: () => unknown): unknown {
  try {
    run();
  } catch (error) {
    return error;
  }
  return undefined;
}
