import type { BindingDescription, FunctionDescription } from '../model/binding.js';

/** The page of `moonrig help bindings`: what scenarios and scripts can call. */
export function showBindings(bindings: readonly BindingDescription[]): string {
  const pages = bindings.map(showBinding);
  return `${pages.join('\n')}\nMarked *: in scenarios only; scripts under test do not have it.\n`;
}

function showBinding({ name, summary, functions }: BindingDescription): string {
  return `${name}: ${summary}\n${functions.map(showFunction).join('')}`;
}

function showFunction({ name, signature, summary, example, half }: FunctionDescription): string {
  const lines = example.split('\n').map((line) => `        ${line}\n`);
  return `  ${half === 'control' ? '*' : ' '} ${name}${signature}\n      ${summary}\n${lines.join('')}`;
}
