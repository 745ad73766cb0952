import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Readable, Writable } from 'node:stream';

/** A page in a headless Chromium, driven over the DevTools protocol on two pipes. */
export interface Page {
  /** Opens an address and waits until the page says it is ready. */
  open(url: string): Promise<void>;
  /** The value of an expression, awaited where it is a promise. */
  evaluate(expression: string): Promise<unknown>;
  /** Presses and lets go of a key, as a person does. */
  press(key: string): Promise<void>;
  resize(width: number, height: number): Promise<void>;
  /** A PNG in base64. */
  screenshot(): Promise<string>;
  /** What the console and the browser complained of since the page was made. */
  readonly complaints: readonly string[];
  close(): Promise<void>;
}

const FLAGS = [
  '--headless',
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  '--hide-scrollbars',
  '--remote-debugging-pipe',
];

const LETTERS: Readonly<Record<string, string>> = { Enter: '\r' };

/** Starts a browser of its own, with a profile that is thrown away at the end. */
export async function openBrowser(program: string): Promise<Page> {
  const profile = mkdtempSync(join(tmpdir(), 'moonrig-browser-'));
  const browser = spawn(program, [...FLAGS, `--user-data-dir=${profile}`, 'about:blank'], {
    stdio: ['ignore', 'ignore', 'ignore', 'pipe', 'pipe'],
  });
  const complaints: string[] = [];
  const send = connect(browser, (method, params) => complaints.push(...readComplaint(method, params)));
  const { targetId } = await send('Target.createTarget', { url: 'about:blank' });
  const { sessionId } = await send('Target.attachToTarget', { targetId, flatten: true });
  const ask = (method: string, params: Message = {}) => send(method, params, String(sessionId));
  for (const domain of ['Runtime.enable', 'Log.enable', 'Page.enable', 'Network.enable']) await ask(domain);

  async function evaluate(expression: string): Promise<unknown> {
    const answer = await ask('Runtime.evaluate', { expression, awaitPromise: true, returnByValue: true });
    if (answer.exceptionDetails !== undefined) throw new Error(JSON.stringify(answer.exceptionDetails));
    return isMessage(answer.result) ? answer.result.value : undefined;
  }

  return {
    complaints,
    evaluate,
    async open(url) {
      // An address that differs in its hash alone would not load the page again.
      await ask('Page.navigate', { url: 'about:blank' });
      await ask('Page.navigate', { url });
      while ((await evaluate('document.documentElement?.dataset.ready === "true"')) !== true) await pause();
      await evaluate('new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)))');
    },
    async press(key) {
      const text = key.length === 1 ? key : LETTERS[key];
      await ask('Input.dispatchKeyEvent', { type: 'keyDown', key, ...(text === undefined ? {} : { text }) });
      await ask('Input.dispatchKeyEvent', { type: 'keyUp', key });
      await evaluate('new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)))');
    },
    async resize(width, height) {
      await ask('Emulation.setDeviceMetricsOverride', { width, height, deviceScaleFactor: 1, mobile: false });
    },
    async screenshot() {
      return String((await ask('Page.captureScreenshot')).data);
    },
    async close() {
      const ended = once(browser, 'exit');
      await send('Browser.close');
      await ended;
      rmSync(profile, { recursive: true, force: true, maxRetries: 5 });
    },
  };
}

type Message = Readonly<Record<string, unknown>>;
type Send = (method: string, params?: Message, sessionId?: string) => Promise<Message>;

/** Messages are JSON with a NUL after each: commands on descriptor 3, answers and events on 4. */
function connect(browser: ChildProcess, hear: (method: string, params: Message) => void): Send {
  // The door: `spawn` was asked for pipes there, which the types of a child cannot say.
  const commands = browser.stdio[3] as Writable;
  const answers = browser.stdio[4] as Readable;
  const waiting = new Map<number, { resolve: (result: Message) => void; reject: (error: Error) => void }>();
  let rest = '';
  answers.setEncoding('utf8').on('data', (chunk: string) => {
    const messages = `${rest}${chunk}`.split('\0');
    rest = messages.pop() ?? '';
    for (const text of messages) receive(JSON.parse(text));
  });

  function receive(message: Message): void {
    if (typeof message.id !== 'number') {
      hear(String(message.method), toMessage(message.params));
      return;
    }
    const asked = waiting.get(message.id);
    waiting.delete(message.id);
    if (message.error === undefined) asked?.resolve(toMessage(message.result));
    else asked?.reject(new Error(JSON.stringify(message.error)));
  }

  let lastId = 0;
  return (method, params = {}, sessionId) => {
    lastId += 1;
    const id = lastId;
    commands.write(`${JSON.stringify({ id, method, params, sessionId })}\0`);
    return new Promise((resolve, reject) => waiting.set(id, { resolve, reject }));
  };
}

function readComplaint(method: string, params: Message): string[] {
  if (method === 'Runtime.exceptionThrown') return [JSON.stringify(params.exceptionDetails)];
  if (method === 'Runtime.consoleAPICalled') return [JSON.stringify(params.args)];
  if (method === 'Log.entryAdded') return [JSON.stringify(params.entry)];
  const url = method === 'Network.requestWillBeSent' ? String(toMessage(params.request).url) : '';
  return /^(https?|wss?|ftp):/.test(url) ? [`asked the network for ${url}`] : [];
}

function toMessage(value: unknown): Message {
  return isMessage(value) ? value : {};
}

function isMessage(value: unknown): value is Message {
  return typeof value === 'object' && value !== null;
}

function pause(): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, 10));
}
