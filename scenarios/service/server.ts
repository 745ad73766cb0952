import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { DecisionLog, FileRuleStore, KnownError, type MadeDecision, RuleEngine, RuleError } from 'moonrig';

/** What is told of calls at `GET /metrics`, by rule and outcome. */
class Metrics {
  readonly #counts = new Map<string, number>();
  #totalMs = 0;

  readonly add = ({ rule, outcome, durationMs }: MadeDecision): void => {
    const what = outcome instanceof RuleError ? outcome.cause : outcome.decision;
    const key = `decisions_total{rule="${rule.id}",outcome="${what}"}`;
    this.#counts.set(key, (this.#counts.get(key) ?? 0) + 1);
    this.#totalMs += durationMs;
  };

  show(): string {
    const lines = [...this.#counts].sort().map(([key, count]) => `${key} ${count}\n`);
    return `${lines.join('')}decision_seconds_total ${this.#totalMs / 1000}\n`;
  }
}

const MAX_BODY_BYTES = 1024 * 1024;

async function readBody(request: IncomingMessage): Promise<unknown> {
  const parts: Buffer[] = [];
  let size = 0;
  for await (const part of request) {
    parts.push(part);
    size += part.length;
    if (size > MAX_BODY_BYTES) throw new SyntaxError('the body is larger than 1 MiB');
  }
  return JSON.parse(Buffer.concat(parts).toString('utf8'));
}

/** Whose mistake it was that there is no decision: the caller's (4xx) or the rule's (5xx). */
const STATUS = { 'unknown-rule': 404, 'bad-context': 422, raised: 500, 'bad-result': 500, limit: 500 } as const;

function send(response: ServerResponse, status: number, body: unknown): void {
  const isText = typeof body === 'string';
  response.writeHead(status, { 'content-type': isText ? 'text/plain' : 'application/json' });
  response.end(isText ? body : JSON.stringify(body));
}

/** A running service. */
export interface DecisionService {
  readonly engine: RuleEngine;
  readonly url: string;
  close(): Promise<void>;
}

export interface ServiceOptions {
  /** The folder that holds `rules`. */
  readonly root: string;
  /** Where decisions are logged. */
  readonly log: string;
  /** 0 takes any that is free. */
  readonly port: number;
}

/**
 * Decisions over HTTP: `POST /rules/<id>` with a context as JSON, `?explain` with how it came about, `GET /rules`, `GET /metrics`.
 * Rules are files: a changed one is live at once, a broken one leaves the last good version where it was.
 */
export async function startService({ root, log: path, port }: ServiceOptions): Promise<DecisionService> {
  const metrics = new Metrics();
  const log = new DecisionLog(path);
  const engine = await RuleEngine.open({
    store: new FileRuleStore({ root }),
    log,
    onDecision: metrics.add,
    onProblem: (_, problem) => process.emitWarning(problem.message),
  });

  async function answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const { pathname, searchParams } = new URL(request.url ?? '/', 'http://localhost');
    if (pathname === '/metrics') return send(response, 200, metrics.show());
    if (pathname === '/rules') return send(response, 200, engine.rules);
    if (request.method !== 'POST' || !pathname.startsWith('/rules/'))
      return send(response, 404, { error: 'not found' });
    const id = decodeURIComponent(pathname.slice('/rules/'.length));
    const context = await readBody(request);
    const isExplained = searchParams.has('explain');
    send(response, 200, isExplained ? engine.execute(id, context, { explain: true }) : engine.execute(id, context));
  }

  function refuse(response: ServerResponse, error: unknown): void {
    if (error instanceof RuleError) send(response, STATUS[error.cause], { error: error.message, field: error.field });
    else if (error instanceof SyntaxError || error instanceof URIError) send(response, 400, { error: error.message });
    else send(response, 500, { error: error instanceof KnownError ? error.message : 'a mistake of the service' });
  }

  const server = createServer((request, response) => {
    answer(request, response).catch((error: unknown) => refuse(response, error));
  });
  const listening = await listen(server, port);
  return {
    engine,
    url: `http://127.0.0.1:${listening}`,
    async close() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
      await engine.close();
      await log.close();
    },
  };
}

async function listen(server: Server, port: number): Promise<number> {
  await new Promise<void>((resolve) => server.listen(port, '127.0.0.1', resolve));
  const address = server.address();
  return typeof address === 'object' && address !== null ? address.port : port;
}
