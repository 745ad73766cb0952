import { join } from 'node:path';
import type { AgentData } from '../../model/agent.js';
import type { AgentCommand } from '../../model/settings.js';
import { PROTOCOL, readSpoken, type Spoken, writeLine } from './agent-protocol.js';
import type { AgentRun } from './agent-run.js';
import { LineCutter, MAX_LINE_BYTES } from './json-lines.js';
import { toAgentData, toValue } from './plain-data.js';
import type { Program, ProgramEnd } from './program.js';
import { programStarter } from './program-client.js';
import { WorldError } from './world-error.js';

/** What a program may say in one task, over all lines. */
const MAX_OUTPUT_BYTES = 64 * 1024 * 1024;
/** Of what it writes to stderr, so much is kept. */
const MAX_ERROR_BYTES = 64 * 1024;
/** Real milliseconds in which a program should end once it has given its result. */
const GRACE_MS = 1000;
const LAST_LINES = 6;
const MIB = 1024 * 1024;

export interface CommandOrder {
  readonly run: AgentRun;
  readonly setting: AgentCommand;
  /** What the first line tells beside the task's own fields. */
  readonly opening: Readonly<Record<string, AgentData>>;
}

/**
 * A task that a program works on, told in lines of JSON. Its calls are done one after the other in the order of its lines,
 * however quickly it sends them: when they arrive is the machine's chance, and must decide nothing.
 */
export class CommandTask {
  readonly #run: AgentRun;
  readonly #setting: AgentCommand;
  readonly #program: Program;
  readonly #cutter = new LineCutter();
  readonly #errors: Uint8Array[] = [];
  #errorBytes = 0;
  #outputBytes = 0;
  #lineCount = 0;
  /** Lines are handled one after the other. */
  #handled: Promise<void> = Promise.resolve();
  /** What came of it, told when the program has ended. */
  #outcome: (() => void) | undefined;

  constructor({ run, setting, opening }: CommandOrder) {
    this.#run = run;
    this.#setting = setting;
    const { base } = run.world;
    const { settings } = base;
    const { command, cwd = '.', env = {} } = setting;
    this.#program = programStarter(base)(
      { command, cwd: join(settings.root, cwd), env },
      {
        onOutput: (bytes) => this.#read(bytes),
        onError: (bytes) => this.#keep(bytes),
        onEnd: (end) => {
          this.#then(() => this.#end(end));
        },
      },
    );
    run.signal.addEventListener('abort', () => this.#program.kill());
    this.#program.write(writeLine({ type: 'task', protocol: PROTOCOL, agent: run.task.agent, ...opening }));
  }

  #read(bytes: Uint8Array): void {
    if (this.#outcome !== undefined) return;
    this.#outputBytes += bytes.length;
    const lines = this.#cutter.cut(bytes);
    if (this.#outputBytes > MAX_OUTPUT_BYTES) this.#fail(`wrote more than ${MAX_OUTPUT_BYTES / MIB} MiB`);
    else if (lines === undefined) this.#fail(`wrote a line of more than ${MAX_LINE_BYTES / MIB} MiB`);
    else for (const line of lines) this.#take(line);
  }

  #take(line: string): void {
    this.#lineCount += 1;
    const number = this.#lineCount;
    if (line.trim() !== '') this.#then(() => this.#handle(line, number));
  }

  #then(next: () => void | Promise<void>): void {
    this.#handled = this.#handled.then(next).catch((error: unknown) => this.#run.finish({ kind: 'bug', error }));
  }

  async #handle(line: string, number: number): Promise<void> {
    if (this.#outcome !== undefined) return;
    const spoken = this.#understand(line, number);
    if (spoken?.kind === 'call') await this.#answer(spoken);
    if (spoken?.kind === 'result') {
      const { answer } = spoken;
      this.#settle(() => this.#run.finish({ kind: 'answered', answer }));
      this.#program.closeInput();
      setTimeout(() => this.#program.kill(), GRACE_MS).unref();
    }
  }

  #understand(line: string, number: number): Spoken | undefined {
    try {
      return readSpoken(line);
    } catch (error) {
      if (!(error instanceof TypeError)) throw error;
      this.#fail(`line ${number} of its output: ${error.message}`);
      return undefined;
    }
  }

  async #answer({ id, name, args }: Spoken & { kind: 'call' }): Promise<void> {
    try {
      const values = args.map((arg, i) => toValue(`args[${i}]`, arg));
      const [value, fault] = await this.#run.call({ name, args: values });
      const told =
        fault === undefined ? { value: toAgentData(value) ?? null } : { error: showRefused(toAgentData(fault)) };
      this.#program.write(writeLine({ id, ...told }));
    } catch (error) {
      if (!(error instanceof WorldError) && !(error instanceof TypeError)) throw error;
      this.#program.write(writeLine({ id, error: { message: error.message } }));
    }
  }

  /** Breaks the task off. */
  #fail(why: string): void {
    if (this.#outcome !== undefined) return;
    this.#settle(() => this.#refuse(`its program (${this.#setting.command.join(' ')}) ${why}`));
    this.#program.kill();
  }

  #refuse(why: string): void {
    const shown = this.#lastErrors().map((line) => `\n  stderr: ${line}`);
    this.#run.finish({
      kind: 'failed',
      message: `agent ${this.#run.task.agent}: ${why}${shown.join('')}`,
    });
  }

  #settle(tell: () => void): void {
    this.#outcome ??= tell;
  }

  #end(end: ProgramEnd): void {
    const rest = this.#cutter.rest();
    if (rest !== undefined && this.#outcome === undefined)
      this.#fail(`broke off inside a line: ${JSON.stringify(rest.slice(-80))}`);
    if (this.#outcome === undefined) this.#fail(showEnd(end));
    this.#print();
    this.#outcome?.();
  }

  #keep(bytes: Uint8Array): void {
    if (this.#errorBytes < MAX_ERROR_BYTES) this.#errors.push(bytes);
    this.#errorBytes += bytes.length;
  }

  /** What it wrote to stderr becomes output of the scenario, when all of it is there: whole, and at one moment. */
  #print(): void {
    const text = this.#errorText();
    if (text === '') return;
    const more =
      this.#errorBytes > MAX_ERROR_BYTES ? `\n… (${this.#errorBytes - text.length} more bytes were dropped)` : '';
    this.#run.world.print(`${text}${more}`);
  }

  #errorText(): string {
    return Buffer.concat(this.#errors).subarray(0, MAX_ERROR_BYTES).toString('utf8').trimEnd();
  }

  #lastErrors(): string[] {
    const text = this.#errorText();
    const isFrame = (line: string) => /^\s+at /.test(line);
    return text
      .split('\n')
      .filter((line) => line.trim() !== '' && !isFrame(line))
      .slice(-LAST_LINES);
  }
}

function showRefused(fault: AgentData): AgentData {
  const message = typeof fault === 'object' && fault !== null && 'message' in fault ? fault.message : undefined;
  return { message: message === undefined ? 'refused' : `llm.call: ${message}`, fault };
}

function showEnd(end: ProgramEnd): string {
  if (end.kind === 'not started') return `cannot be started: ${end.why}`;
  const how = end.signal === undefined ? `exit code ${end.code ?? 0}` : `signal ${end.signal}`;
  return `ended with ${how} before it gave a result`;
}
