import type { Address } from '../model/address.js';
import { type Attempt, isBad, type Trouble } from '../model/outcome.js';
import type { ScenarioResult } from '../model/run-event.js';
import type { Scenario } from '../model/scenario.js';
import { deriveSeed } from '../model/seed.js';
import { Schedule } from '../world/schedule.js';
import { BlockForks, type Bracket } from './block-forks.js';
import { STEP } from './deadline.js';
import type { ForkPoint } from './forks.js';
import type { Halt } from './halt.js';
import type { LoadedFile } from './load-file.js';
import { pseudoScenario, restingResult, timeoutError, troubleResult } from './plain-results.js';
import { planSchedules } from './plan-schedules.js';
import type { KnownExample } from './property-search.js';
import { runScenario, toAttempt } from './run-scenario.js';
import { trySchedules } from './try-schedules.js';
import type { WorkerContext } from './worker-context.js';
import { CHUNK, type Interruption, type WorkItem } from './worker-messages.js';

/** What is known of a scenario when an attempt begins. */
interface Earlier {
  readonly earlierAttempts: readonly Attempt[];
  /** Failing cases of a property. */
  readonly known: readonly KnownExample[];
}

/** Runs scenarios of one loaded file, in their order. */
export class FileSession {
  readonly #context: WorkerContext;
  readonly #loaded: LoadedFile;
  readonly selected: readonly Scenario[];
  #blocks: BlockForks;
  #item: WorkItem | undefined;
  /** Which chunk of a long file the VM holds the scenarios of; all of them where undefined. */
  #chunk: number | undefined;

  constructor(context: WorkerContext, loaded: LoadedFile, selected: readonly Scenario[]) {
    this.#context = context;
    this.#loaded = loaded;
    this.selected = selected;
    this.#blocks = this.#openBlocks(loaded);
  }

  get file(): string {
    return this.#loaded.file;
  }

  /** Says which item the next calls belong to. */
  async begin(item: WorkItem): Promise<void> {
    this.#item = item;
    const chunk = item.positions === 'first' ? 0 : Math.floor((item.positions[0] ?? 0) / CHUNK);
    if (this.selected.length <= CHUNK || chunk === this.#chunk) return;
    this.#chunk = chunk;
    this.#blocks.close();
    this.#blocks = this.#openBlocks(await this.#narrow(chunk));
  }

  /** The file with the scenarios of one chunk only. Always a whole chunk, so that every run forks from the same memory. */
  async #narrow(chunk: number): Promise<LoadedFile> {
    const { forks } = this.#context;
    const kept = this.selected.slice(chunk * CHUNK, (chunk + 1) * CHUNK).map((scenario) => scenario.index + 1);
    forks.goTo(this.#loaded.start);
    const result = await forks.call('narrow', [kept]);
    if (result.kind === 'broken') throw new Error(`a long file could not be cut into chunks: ${result.message}`);
    return { ...this.#loaded, start: forks.take() };
  }

  #openBlocks(loaded: LoadedFile): BlockForks {
    const bracket: Bracket = (kind, block, run) => this.#bracketHook(kind, block, run);
    return new BlockForks(this.#context.forks, loaded, { settings: this.#context.settings, bracket });
  }

  /** Gives back what the file's fork points keep. The session must not be used again. */
  close(): void {
    this.#blocks.close();
    this.#context.forks.release(this.#loaded.start);
  }

  /** Runs the scenario at a position, retries included. */
  async run(position: number): Promise<ScenarioResult> {
    const scenario = this.#at(position);
    if (scenario.mode !== 'run') return restingResult(scenario, this.#context.stamp());
    const stuck = this.#interruption('setup', position);
    if (stuck)
      return this.#setupFailed(scenario, { error: timeoutError(stuck, 'setup', addressOf(scenario)), failures: [] });
    const start = await this.#blocks.startOf(this.#blockOf(scenario));
    if (start.kind === 'broken') return this.#setupFailed(scenario, start.trouble);
    if (start.kind === 'skipped') return restingResult(scenario, this.#context.stamp(), start.reason);
    const earlierAttempts: Attempt[] = [];
    const known = scenario.property === undefined ? [] : await this.#knownExamples(scenario);
    for (;;) {
      const result = await this.#attempt(position, start.point, { earlierAttempts, known });
      if (!isBad(result.outcome) || earlierAttempts.length >= this.#retries(scenario)) return result;
      earlierAttempts.push(toAttempt(result));
      // A case that failed is tried again: other cases that pass would tell nothing of it.
      if (result.property?.counterexample) known.unshift(result.property.counterexample);
    }
  }

  async #knownExamples(scenario: Scenario): Promise<KnownExample[]> {
    const { exampleName } = await import('./kept-examples.js');
    const kept = this.#loaded.examples?.get(exampleName(scenario));
    return kept === undefined ? [] : [kept];
  }

  /** Teardowns that are due after a position: of the blocks whose last scenario it was, innermost first. */
  async tearDownAfter(position: number): Promise<ScenarioResult[]> {
    const due = this.#loaded.collected.blocks[this.#blockOf(this.#at(position))]?.teardowns ?? [];
    const results: ScenarioResult[] = [];
    for (const block of [...due].reverse()) {
      if (this.#rangeOf(block).to !== position + 1 || !this.#hasRun(block)) continue;
      const { name = '', line = 0 } = this.#loaded.collected.blocks[block] ?? {};
      const stuck = this.#interruption('teardown', position);
      const where = { file: this.file, line, index: this.#at(position).index };
      const trouble = stuck
        ? { error: timeoutError(stuck, 'teardown', addressOf(where)), failures: [] }
        : await this.#blocks.tearDown(block);
      if (trouble) results.push(troubleResult(pseudoScenario('teardown', where, name), trouble, this.#context.stamp()));
    }
    return results;
  }

  /** Whether a block was entered: where nothing in it runs, it is neither set up nor torn down. */
  #hasRun(block: number): boolean {
    const { from, to } = this.#rangeOf(block);
    return this.selected.slice(from, to).some(({ mode }) => mode === 'run');
  }

  #attempt(position: number, point: ForkPoint, earlier: Earlier): Promise<ScenarioResult> {
    const scenario = this.#at(position);
    this.#context.nameRunning(scenario.id, true);
    if (scenario.property !== undefined) return this.#attemptProperty(position, point, earlier);
    const { settings, selection } = this.#context;
    // Only asked for where tasks could go on in several orders. The same for all attempts, so that an order comes again.
    const seed = () => deriveSeed(settings.seed, scenario.id, 0).text;
    const tryOne = (number: number) => this.#trySchedule(position, new Schedule(seed, number), { point, ...earlier });
    return trySchedules({ seed, tryOne, ...planSchedules(scenario, settings, selection) });
  }

  async #trySchedule(position: number, schedule: Schedule, { point, earlierAttempts }: Earlier & { point: ForkPoint }) {
    const scenario = this.#at(position);
    const attempt = earlierAttempts.length;
    const stuck = this.#interruptions('scenario', position, attempt).find(({ step = 0 }) => step === schedule.number);
    if (stuck) {
      const result = await this.#stopped(scenario, stuck, { point, earlierAttempts });
      return { result, schedule: undefined };
    }
    this.#beginUnit(position, attempt, schedule.number);
    const { forks, settings } = this.#context;
    const stamp = this.#context.stamp();
    const result = await runScenario(scenario, { forks, settings, point, stamp, earlierAttempts, schedule });
    await this.#context.end();
    return { result, schedule };
  }

  async #attemptProperty(position: number, point: ForkPoint, earlier: Earlier): Promise<ScenarioResult> {
    const { settings, marks, forks } = this.#context;
    const { earlierAttempts, known } = earlier;
    const scenario = this.#at(position);
    const stuck = this.#interruptions('scenario', position, earlierAttempts.length);
    // That a property failed is known where making its case simpler got stuck: it is run once more, without that.
    const interrupted = stuck.find(({ step }) => step !== STEP.shrinking) ?? stuck[1];
    if (interrupted) return this.#stopped(scenario, interrupted, { point, earlierAttempts });
    // Loaded before the time begins to count.
    const { runProperty } = await import('./run-property.js');
    const timeoutMs = this.#beginUnit(position, earlierAttempts.length, 0);
    const options = { forks, settings, point, stamp: this.#context.stamp(), earlierAttempts };
    const step = (number: number) => marks.step(number);
    const result = await runProperty(scenario, { ...options, timeoutMs, known, mayShrink: stuck.length === 0, step });
    await this.#context.end();
    return result;
  }

  /** The result of a scenario that a worker was killed over, or died of. */
  async #stopped(
    scenario: Scenario,
    stuck: Interruption,
    { point, earlierAttempts }: Pick<Earlier, 'earlierAttempts'> & { point: ForkPoint },
  ): Promise<ScenarioResult> {
    const { tellStopped } = await import('./tell-stopped.js');
    return tellStopped(scenario, stuck, { context: this.#context, world: point.world, earlierAttempts });
  }

  /** Says that a scenario runs from now on; gives its deadline in milliseconds. */
  #beginUnit(position: number, attempt: number, step: number): number {
    const { settings, marks } = this.#context;
    const timeoutMs = settings.debug ? 0 : (this.#at(position).timeoutMs ?? settings.timeoutMs);
    const item = this.#item?.id ?? 0;
    marks.begin({ kind: 'scenario', item, from: position, to: position + 1, attempt, timeoutMs, step });
    return timeoutMs;
  }

  async #bracketHook(kind: 'setup' | 'teardown', block: number, run: () => Promise<Halt>): Promise<Halt> {
    const { settings, marks } = this.#context;
    const timeoutMs = settings.debug ? 0 : settings.timeoutMs;
    const { name = '' } = this.#loaded.collected.blocks[block] ?? {};
    this.#context.nameRunning(`${this.file}::<${kind}> ${name}`.trim(), false);
    marks.begin({ kind, item: this.#item?.id ?? 0, ...this.#rangeOf(block), attempt: 0, timeoutMs });
    const halt = await run();
    await this.#context.end();
    if (kind === 'setup') this.#context.count({ file: this.file, kind, block, chunk: this.#chunk ?? 0 });
    return halt;
  }

  #interruption(kind: Interruption['kind'], position: number): Interruption | undefined {
    return this.#interruptions(kind, position, 0)[0];
  }

  #interruptions(kind: Interruption['kind'], position: number, attempt: number): readonly Interruption[] {
    const isOfThis = (each: Interruption) =>
      each.kind === kind && each.from <= position && position < each.to && each.attempt === attempt;
    return this.#item?.interruptions.filter(isOfThis) ?? [];
  }

  /** Positions of the selected scenarios below a block. */
  #rangeOf(block: number): { from: number; to: number } {
    const { blocks } = this.#loaded.collected;
    const isInside = (scenario: Scenario) => blocks[this.#blockOf(scenario)]?.around.includes(block) === true;
    return { from: this.selected.findIndex(isInside), to: this.selected.findLastIndex(isInside) + 1 };
  }

  #setupFailed(scenario: Scenario, { error, failures }: Trouble): ScenarioResult {
    const told = { failures, ...(error && { error: { ...error, cause: 'setup' as const } }) };
    return troubleResult(scenario, told, this.#context.stamp());
  }

  #retries(scenario: Scenario): number {
    return scenario.retries ?? this.#context.settings.retries;
  }

  #blockOf(scenario: Scenario): number {
    return this.#loaded.collected.blockOf[scenario.index] ?? 0;
  }

  #at(position: number): Scenario {
    const scenario = this.selected[position];
    if (scenario === undefined) throw new Error(`${this.#loaded.file} has no selected scenario at ${position}`);
    return scenario;
  }
}

function addressOf({ file, line }: Pick<Scenario, 'file' | 'line'>): Address {
  return { file, line };
}
