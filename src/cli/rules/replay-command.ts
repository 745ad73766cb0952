import { basename, resolve } from 'node:path';
import { KnownError } from '../../model/known-error.js';
import type { LoggedDecision } from '../../rule/log/log-line.js';
import { readLog } from '../../rule/log/read-log.js';
import { Replay, type ReplayReport } from '../../rule/log/replay.js';
import type { PreparedRule } from '../../rule/prepared-rule.js';
import { type Command, defineCommand } from '../command.js';
import type { Request } from '../command-shape.js';
import { getExitCode } from '../exit-code.js';
import type { Io } from '../io.js';
import { readWhole } from '../read-number.js';
import { CONFIG } from '../select-flags.js';
import { openRules } from './open-rules.js';
import { showReplay } from './show-replay.js';

interface ReplayFlags {
  readonly with?: string;
  readonly rule?: string;
  readonly examples?: number;
  readonly maxFlips?: number;
  readonly json?: boolean;
  readonly config?: string;
}

const DEFAULT_EXAMPLES = 3;
const MAX_EXAMPLES = 1000;

/** `moonrig rules replay`. */
export const command: Command = defineCommand<ReplayFlags>(
  {
    name: 'rules replay',
    summary: 'Run the decisions of a log through a candidate, and show what it decides otherwise',
    argument: { name: '<log>', summary: 'a decision log (NDJSON), as an engine with `log` writes it' },
    options: [
      { flags: '--with <rule>', summary: 'the candidate: a file, or the id of a rule of the project' },
      { flags: '--rule <id>', summary: 'the rule whose decisions are replayed; that of the candidate where left out' },
      {
        flags: '--examples <count>',
        summary: 'examples of each flip; 3 where left out',
        read: readWhole('--examples', { min: 0, max: MAX_EXAMPLES }),
      },
      {
        flags: '--max-flips <count>',
        summary: 'end with 1 where more decisions flip',
        read: readWhole('--max-flips', { min: 0, max: Number.MAX_SAFE_INTEGER }),
      },
      { flags: '--json', summary: 'print the matrix and the examples as JSON' },
      CONFIG,
    ],
    examples: [
      'moonrig rules replay decisions.ndjson --with drafts/epic_validation.lua',
      'moonrig rules replay decisions.ndjson --with epic_validation --max-flips 0',
    ],
  },
  replay,
);

async function replay({ flags, paths: [log = ''] }: Request<ReplayFlags>, io: Io): Promise<number> {
  if (flags.with === undefined) {
    throw new KnownError('bad-command-line', 'there is no candidate', { hint: 'name it: --with drafts/rule.lua' });
  }
  const rules = await openRules(io, flags.config);
  const candidate = rules.prepare(await rules.find(flags.with));
  const report = await replayLog(readLog(resolve(io.cwd, log), log), {
    candidate,
    exampleCount: flags.examples ?? DEFAULT_EXAMPLES,
    named: flags.rule,
    log,
  });
  io.stdout.write(flags.json === true ? `${JSON.stringify(report, null, 2)}\n` : showReplay(report, candidate.head));
  return getExitCode({ hasFailed: report.flipped > (flags.maxFlips ?? Number.POSITIVE_INFINITY) });
}

interface ReplayParts {
  readonly candidate: PreparedRule;
  readonly exampleCount: number;
  /** The rule that `--rule` says. */
  readonly named: string | undefined;
  readonly log: string;
}

async function replayLog(batches: AsyncIterable<readonly LoggedDecision[]>, parts: ReplayParts): Promise<ReplayReport> {
  const seen = new Set<string>();
  let running: Replay | undefined;
  for await (const batch of batches) {
    for (const { rule } of batch) seen.add(rule);
    running ??= new Replay({ ...parts, rule: parts.named ?? chooseRule(parts.candidate.head.id, seen) });
    running.add(batch);
  }
  const report = running?.report();
  if (report !== undefined && report.decided + report.withoutContext > 0) return report;
  throw new KnownError(
    'not-found',
    `${parts.log} has no decision of the rule ${report?.rule ?? parts.candidate.head.id}`,
    {
      hint: seen.size === 0 ? 'it is empty' : `it has decisions of ${[...seen].sort().join(', ')}; name one by --rule`,
    },
  );
}

/** The rule that a candidate is meant for: of its id, of its file's name, or the only one that the log begins with. */
function chooseRule(candidate: string, seen: ReadonlySet<string>): string {
  const [only] = seen;
  const name = basename(candidate);
  if (seen.has(candidate) || only === undefined) return candidate;
  if (seen.has(name)) return name;
  return seen.size === 1 ? only : candidate;
}
