/** A function of a binding, as the binding itself describes it. */
export interface BindingFunctionHelp {
  readonly name: string;
  readonly signature: string;
  readonly summary: string;
  readonly example: string;
  /** Scripts under test have the `use` half only; scenarios have both. */
  readonly half: 'use' | 'control';
}

/** A binding of the world, as it describes itself. */
export interface BindingHelp {
  readonly name: string;
  readonly summary: string;
  readonly functions: readonly BindingFunctionHelp[];
}

/** The page of `moonrig help bindings`: what scenarios and scripts can call. */
export function showBindings(bindings: readonly BindingHelp[]): string {
  const pages = bindings.map(
    (binding) => `${binding.name}: ${binding.summary}\n${binding.functions.map(showFunction).join('')}`,
  );
  return `${pages.join('\n')}\nMarked *: in scenarios only; scripts under test do not have it.\n`;
}

function showFunction({ signature, summary, example, half }: BindingFunctionHelp): string {
  const lines = example.split('\n').map((line) => `        ${line}\n`);
  return `  ${half === 'control' ? '* ' : '  '}${signature}\n      ${summary}\n${lines.join('')}`;
}
