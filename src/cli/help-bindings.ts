import type { BindingDescription, FunctionDescription } from '../model/binding.js';

/** The page of `moonrig help bindings`: what scenarios and scripts can call. */
export function showBindings(bindings: readonly BindingDescription[]): string {
  const pages = bindings.map(showBinding);
  return `${pages.join('\n')}\nMarked *: in scenarios only; scripts under test do not have it.\n`;
}

function showBinding({ name, summary, functions }: BindingDescription): string {
  // The words of a scenario file are globals; they are told under the name of one of them.
  const owner = functions.some((each) => each.name === name) ? '' : name;
  return `${name}: ${summary}\n${functions.map((description) => showFunction(owner, description)).join('')}`;
}

function showFunction(owner: string, { name, signature, summary, example, half }: FunctionDescription): string {
  const path = owner === '' || name === '' || name.startsWith(':') ? `${owner}${name}` : `${owner}.${name}`;
  const called = signature.startsWith('(') ? `${path}${signature}` : `${path}: ${signature}`;
  const lines = example.split('\n').map((line) => `        ${line}\n`);
  return `  ${half === 'control' ? '*' : ' '} ${called}\n      ${summary}\n${lines.join('')}`;
}
