import { KnownError } from '../../model/known-error.js';
import { parseJsonText } from '../../model/parse-json-text.js';
import type { Decision, Explanation } from '../../model/rule.js';
import { classify } from '../../rule/classify.js';
import { type Command, defineCommand } from '../command.js';
import type { Request } from '../command-shape.js';
import { makeVisible } from '../console/visible.js';
import type { Io } from '../io.js';
import { CONFIG } from '../select-flags.js';
import { openRules, tellRuleErrors } from './open-rules.js';

interface RunFlags {
  readonly native?: boolean;
  readonly explain?: boolean;
  readonly json?: boolean;
  readonly config?: string;
}

/** `moonrig rules run`. */
export const command: Command = defineCommand<RunFlags>(
  {
    name: 'rules run',
    summary: 'Run one rule on a context, which stdin gives as JSON',
    argument: { name: '<rule>', summary: 'its id, such as epic_validation, or its file' },
    options: [
      { flags: '--native', summary: 'the native twin of a Lua rule' },
      { flags: '--explain', summary: 'tell which lines ran and which values were read' },
      { flags: '--json', summary: 'print the decision as JSON' },
      CONFIG,
    ],
    examples: [
      'moonrig rules run epic_validation < context.json',
      `echo '{ "wsjf_score": 60, "business_value": 80 }' | moonrig rules run epic_validation --explain`,
    ],
  },
  run,
);

async function run({ flags, paths: [name = ''] }: Request<RunFlags>, io: Io): Promise<number> {
  const rules = await openRules(io, flags.config);
  const rule = rules.prepare(await rules.find(name, flags.native === true ? 'native' : undefined));
  const context = parseJsonText(await readAll(io), '(stdin)', 'bad-command-line');
  const made = tellRuleErrors(() => {
    if (flags.explain !== true) return classify(rule.run(context), rule.head);
    const { result, explanation } = rule.explain(context);
    return { ...classify(result, rule.head), explanation };
  });
  io.stdout.write(flags.json === true ? `${JSON.stringify(made, null, 2)}\n` : showDecision(made));
  return 0;
}

async function readAll(io: Io): Promise<string> {
  const reader = await io.openLines(() => io.interrupt());
  const lines: string[] = [];
  for (;;) {
    const line = await reader.read('');
    if (line.kind === 'interrupted')
      throw new KnownError('bad-command-line', 'interrupted before the context was read');
    if (line.kind === 'end') break;
    lines.push(line.text);
  }
  reader.close();
  return lines.join('\n');
}

function showDecision(made: Decision & { readonly explanation?: Explanation }): string {
  const { decision, confidence, reasoning, rule, explanation } = made;
  const version = rule.label === undefined ? rule.version : `${rule.label} (${rule.version})`;
  const lines = [`${decision}  ${confidence}  ${reasoning}`, `rule ${rule.id} ${version}, ${rule.kind}`];
  if (explanation !== undefined) lines.push(...showExplanation(explanation));
  return lines.map((line) => `${makeVisible(line)}\n`).join('');
}

function showExplanation({ lines, reads }: Explanation): string[] {
  const values = reads.map(({ path, value, size }) => {
    const what = size === undefined ? (JSON.stringify(value) ?? 'nothing') : `${size} items`;
    return `  ${path === '' ? '(whole)' : path} = ${what}`;
  });
  const ran = lines.map(({ file, line, count }) => `  ${file}:${line}${count === 1 ? '' : `  ${count} times`}`);
  return ['read:', ...values, ...(ran.length === 0 ? [] : ['ran:', ...ran])];
}
