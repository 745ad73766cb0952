import { KnownError } from '../../model/known-error.js';
import { compareText } from '../../model/run-record.js';
import { ALWAYS_EXCLUDED } from '../../scenario/patterns.js';
import { readTarget, type Target } from '../../scenario/read-target.js';

const ENDING = '.bench.lua';
const EVERYWHERE = `**/*${ENDING}`;

/** The bench files that paths of the command line stand for, sorted; all of the project without paths. Throws KnownError. */
export async function findBenchFiles(
  root: string,
  paths: readonly string[],
  exclude: readonly string[],
): Promise<readonly string[]> {
  const [{ findFiles }, { default: fastGlob }] = await Promise.all([
    import('../../scenario/find-files.js'),
    import('fast-glob'),
  ]);
  const excluded = [...ALWAYS_EXCLUDED.filter((glob) => glob !== EVERYWHERE), ...exclude];
  const found = new Set<string>();
  const targets =
    paths.length === 0 ? [{ kind: 'glob', pattern: EVERYWHERE } as const] : paths.map((path) => readTarget(root, path));
  for (const target of targets) {
    if (target.kind === 'missing') throw new KnownError('not-found', `${target.path} does not exist`);
    if (target.kind === 'file') found.add(takeFile(target));
    else {
      const below = target.kind === 'folder' && target.path !== '' ? `${fastGlob.escapePath(target.path)}/` : '';
      const glob = target.kind === 'folder' ? `${below}${EVERYWHERE}` : target.pattern;
      const { files } = await findFiles(root, [glob], excluded);
      for (const file of files) if (file.endsWith(ENDING)) found.add(file);
    }
  }
  if (found.size > 0) return [...found].sort(compareText);
  throw new KnownError('not-found', `no bench files found (looked for ${paths.join(', ') || EVERYWHERE})`, {
    hint: 'bench files end in .bench.lua; `moonrig help bench` shows one',
  });
}

function takeFile({ path, lines }: Extract<Target, { kind: 'file' }>): string {
  if (lines.length === 0) return path;
  throw new KnownError('bad-command-line', `${path}: a bench file takes no line numbers`, {
    hint: '-t <text> chooses benches by name',
  });
}
