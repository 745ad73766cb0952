import { KnownError, showKnownError } from '../../model/known-error.js';
import { type Command, defineCommand } from '../command.js';
import type { Request } from '../command-shape.js';
import { makeVisible } from '../console/visible.js';
import { getExitCode } from '../exit-code.js';
import type { Io } from '../io.js';
import { CONFIG } from '../select-flags.js';
import { openRules, type ProjectRules } from './open-rules.js';

interface ListFlags {
  readonly json?: boolean;
  readonly config?: string;
}

/** `moonrig rules list`. */
export const command: Command = defineCommand<ListFlags>(
  {
    name: 'rules list',
    summary: 'List the rules of the project, and load each to see that it is one',
    options: [{ flags: '--json', summary: 'print them as a JSON array' }, CONFIG],
    examples: ['moonrig rules list', 'moonrig rules list --json'],
  },
  list,
);

/** A rule as it is listed. */
interface ListedRule {
  readonly id: string;
  readonly kind: string;
  readonly version: string;
  readonly label?: string;
  readonly description?: string;
  readonly path?: string;
  /** The file of its native twin. */
  readonly twin?: string;
  /** Why it cannot be used. */
  readonly problem?: string;
}

async function list({ flags }: Request<ListFlags>, io: Io): Promise<number> {
  const rules = await openRules(io, flags.config);
  const listed: ListedRule[] = [];
  for (const { id, kind, version } of await rules.store.list()) {
    listed.push({ id, kind, version, ...(await look(rules, id)) });
  }
  if (listed.length === 0) {
    throw new KnownError('not-found', `there are no rules in ${rules.folders.join(', ')}`, {
      hint: 'a rule is a .lua or .ts file there; `roots.rule` of the config names other folders',
    });
  }
  io.stdout.write(flags.json === true ? `${JSON.stringify(listed, null, 2)}\n` : showTable(listed));
  const problems = listed.flatMap(({ problem }) => problem ?? []);
  if (problems.length > 0) io.stderr.write(`${problems.join('\n')}\n`);
  return getExitCode({ isUndecided: problems.length > 0 });
}

async function look(rules: ProjectRules, id: string): Promise<Partial<ListedRule>> {
  try {
    const rule = await rules.find(id);
    const twin = rule.kind === 'lua' ? await rules.store.get(id, 'native') : undefined;
    const { settings } = rules.prepare(rule);
    if (twin !== undefined) rules.prepare(twin);
    return {
      path: rule.path,
      ...(settings.version === undefined ? {} : { label: settings.version }),
      ...(settings.description === undefined ? {} : { description: settings.description }),
      ...(twin === undefined ? {} : { twin: twin.path }),
    };
  } catch (error) {
    if (error instanceof KnownError) return { problem: showKnownError(error) };
    throw error;
  }
}

function showTable(rules: readonly ListedRule[]): string {
  const rows = rules.map(({ id, kind, version, label = '', path = '', twin, problem }) => {
    const kinds = twin === undefined ? kind : `${kind} + native`;
    return [id, problem === undefined ? kinds : 'broken', version, label, path].map(makeVisible);
  });
  const widths = [0, 1, 2, 3].map((column) => Math.max(...rows.map((row) => row[column]?.length ?? 0)));
  const lines = rows.map((row) =>
    row.map((cell, column) => cell.padEnd(widths[column] ?? 0)).filter((cell) => cell !== ''),
  );
  return lines.map((cells) => `${cells.join('  ').trimEnd()}\n`).join('');
}
