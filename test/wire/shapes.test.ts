import { describe, expect, it } from 'vitest';
import { parseJson } from '../../src/wire/json.js';
import { PROVIDERS } from '../../src/wire/providers.js';
import { SseReader } from '../../src/wire/sse.js';
import { REPLIES, REQUEST, STAMP, streamReply } from './samples.js';

const pretty = (value: unknown) => `${JSON.stringify(value, null, 1)}\n`;
const samples = Object.entries(REPLIES).map(([name, reply]) => ({ name, reply }));

describe.each(Object.entries(PROVIDERS))('the shapes of %s', (providerName, provider) => {
  it('has a request as the golden file has it, and reads it back', async () => {
    const body = provider.writeRequest(REQUEST);
    await expect(pretty(body)).toMatchFileSnapshot(`golden/${providerName}-request.json`);
    expect(provider.readRequest(parseJson(JSON.stringify(body))).request).toEqual(REQUEST);
  });

  it.each(samples)('has a reply as the golden file has it, and reads it back: $name', async ({ name, reply }) => {
    const body = provider.writeReply(reply, STAMP);
    await expect(pretty(body)).toMatchFileSnapshot(`golden/${providerName}-${name}.json`);
    expect(provider.readReply(parseJson(JSON.stringify(body)))).toEqual(reply);
  });

  it.each(samples)('has a stream as the golden file has it, and reads it back: $name', async ({ name, reply }) => {
    const { chunks, end } = streamReply(provider, reply);
    const text = chunks.join('') + end;
    await expect(text).toMatchFileSnapshot(`golden/${providerName}-${name}.sse`);
    expect(provider.readStream(new SseReader().push(text))).toEqual(reply);
  });

  it('sends each chunk by itself', () => {
    const [reply] = Object.values(REPLIES);
    if (reply === undefined) throw new Error('there is no sample');
    const { chunks, end } = streamReply(provider, { ...reply, text: 'abc' });
    expect(chunks.map((chunk) => /"(?:content|text)":"([abc])"/.exec(chunk)?.[1])).toEqual(['a', 'b', 'c']);
    expect(end).not.toMatch(/"(?:content|text)":"[abc]"/);
  });

  it('does not take a stream that breaks off for a whole one', () => {
    const [reply] = Object.values(REPLIES);
    if (reply === undefined) throw new Error('there is no sample');
    const { chunks } = streamReply(provider, reply);
    expect(() => provider.readStream(new SseReader().push(chunks.join('')))).toThrow('the stream breaks off before');
  });

  it.each([
    { kind: 'rate_limit', status: 429, retryAfterMs: 1500, message: 'Slow down.' },
    { kind: 'server_error', status: 500, message: 'It broke.' },
    { kind: 'server_error', status: 529, retryAfterMs: 3000, message: 'Overloaded.' },
    { kind: 'error', status: 400, message: 'No.' },
  ] as const)('has a fault as the golden file has it, and reads it back: $status', async (fault) => {
    const response = provider.writeFault(fault, STAMP);
    await expect(pretty(response)).toMatchFileSnapshot(`golden/${providerName}-${fault.status}.json`);
    if (response === undefined) throw new Error('a status is answered');
    expect(provider.readFault(response)).toMatchObject({ kind: fault.kind, message: fault.message });
  });

  it('leaves a fault of the network to the network', () => {
    expect(provider.writeFault({ kind: 'connection_reset', message: 'reset' }, STAMP)).toBeUndefined();
  });
});
