import { existsSync } from 'node:fs';
import { join } from 'node:path';
import type { Config } from '../model/config.js';
import { KnownError } from '../model/known-error.js';
import type { Warning } from '../model/run-event.js';
import { compareText } from '../model/run-record.js';
import type { RunPlan, Selection } from '../model/settings.js';
import { type Discovery, discover } from '../scenario/discover.js';
import { createPlan } from '../scenario/plan.js';
import type { BadScenario } from './last-run.js';
import type { SelectFlags } from './select-flags.js';

/** What of a project a command was asked to run. */
export interface PlanRequest {
  /** The project's folder, absolute. */
  readonly root: string;
  readonly paths: readonly string[];
  readonly config: Config;
  readonly flags: SelectFlags & { readonly lastFailed?: boolean };
  /** Whether what runs of scripts is to be counted. */
  readonly wantsCoverage?: boolean;
}

/** A plan, with what finding its files had to leave out. */
export interface PlannedRun {
  readonly plan: RunPlan;
  readonly warnings: readonly Warning[];
}

/** Plans a run; undefined where only failures of the last run were wanted and it had none. Throws KnownError. */
export async function planRun(request: PlanRequest): Promise<PlannedRun | undefined> {
  const { flags, root } = request;
  const bad = flags.lastFailed ? (await import('./last-run.js')).readLastRun(root) : undefined;
  if (bad?.length === 0) return undefined;
  const discovery = bad === undefined ? await discoverAsked(request) : await discoverBad(bad, request);
  const plan = createPlan(discovery, {
    ...(flags.filter === undefined ? {} : { filter: flags.filter }),
    ...(flags.tag === undefined ? {} : { tags: flags.tag }),
    ...(bad === undefined ? {} : selectBad(bad)),
  });
  const planned = { plan, warnings: discovery.warnings };
  return request.wantsCoverage === true ? await addCoverage(planned, request) : planned;
}

/** The plan with the files that count. */
async function addCoverage({ plan, warnings }: PlannedRun, { root, config }: PlanRequest): Promise<PlannedRun> {
  // Loaded when it is asked for: it walks the project.
  const { findCoveredFiles } = await import('./coverage/find-covered-files.js');
  const found = await findCoveredFiles({ root, config, scenarioFiles: plan.files });
  const coverage = { files: found.files, byScenario: false };
  return { plan: { ...plan, coverage }, warnings: [...warnings, ...found.warnings] };
}

/** What was bad, each in the schedule in which it was. */
function selectBad(bad: readonly BadScenario[]): Pick<Selection, 'ids' | 'schedules'> {
  const schedules = bad.flatMap(({ id, schedule }) => (schedule === undefined ? [] : [[id, schedule] as const]));
  const ids = bad.map((scenario) => scenario.id);
  return { ids, ...(schedules.length > 0 && { schedules: Object.fromEntries(schedules) }) };
}

async function discoverAsked({ root, paths, config }: PlanRequest): Promise<Discovery> {
  const { scenarios, exclude } = config;
  return await discover({ root, paths, ...(scenarios && { scenarios }), ...(exclude && { exclude }) });
}

async function discoverBad(bad: readonly BadScenario[], request: PlanRequest): Promise<Discovery> {
  const asked = request.paths.length === 0 ? undefined : await discoverAsked(request);
  const files = [...new Set(bad.map((scenario) => scenario.file))].sort(compareText);
  const wanted = files.filter((file) => asked?.files.includes(file) ?? true);
  const existing = wanted.filter((file) => existsSync(join(request.root, file)));
  const gone = wanted.filter((file) => !existing.includes(file));
  if (existing.length === 0) {
    const what =
      gone.length > 0 ? `the files that failed are gone: ${gone.join(', ')}` : 'nothing failed there in the last run';
    throw new KnownError('not-found', what, { hint: 'run without --last-failed' });
  }
  const missing = gone.map(
    (file): Warning => ({ kind: 'warning', message: 'failed in the last run and is gone', at: { file } }),
  );
  return { files: existing, lines: asked?.lines ?? {}, warnings: [...(asked?.warnings ?? []), ...missing] };
}
