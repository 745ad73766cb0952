import type { BindingDescription, FunctionDescription } from '../../model/binding.js';

/** What the mark before a function says. */
export const MARKED = 'Marked *: in scenarios only; scripts under test do not have it.';

/** The page of `moonrig help bindings`: what scenarios and scripts can call. */
export function showBindings(bindings: readonly BindingDescription[]): string {
  const pages = bindings.map(showBinding);
  return `${pages.join('\n')}
${MARKED}
\`moonrig help llm\` or \`moonrig help llm.on\` tells more, also of the tables that are taken and given.
`;
}

/** A binding and its functions. */
export function showBinding({ name, summary, functions, aliases = [] }: BindingDescription): string {
  return `${[name, ...aliases].join(', ')}: ${summary}\n${functions.map(showFunction).join('')}`;
}

function showFunction({ name, signature, overloads = [], aliases = [], ...fn }: FunctionDescription): string {
  const mark = fn.half === 'control' ? '*' : ' ';
  const forms = [signature, ...overloads].map((form) => `  ${mark} ${name}${form}\n`);
  const same = aliases.length === 0 ? '' : ` Also ${aliases.join(', ')}.`;
  const lines = fn.example.split('\n').map((line) => `        ${line}\n`);
  return `${forms.join('')}      ${fn.summary}${same}\n${lines.join('')}`;
}
