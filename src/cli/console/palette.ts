/** Gives text a colour, or leaves it as it is. */
export type Paint = (text: string) => string;

/** The colours the console uses, by what they mean. */
export interface Palette {
  readonly good: Paint;
  readonly bad: Paint;
  readonly warn: Paint;
  readonly dim: Paint;
  readonly strong: Paint;
}

const same: Paint = (text) => text;

/** No colours at all. */
export const PLAIN: Palette = { good: same, bad: same, warn: same, dim: same, strong: same };

/** The palette; chalk is loaded only where there are colours, since it costs some 10 ms. */
export async function loadPalette(isColored: boolean): Promise<Palette> {
  if (!isColored) return PLAIN;
  const { Chalk } = await import('chalk');
  const chalk = new Chalk({ level: 1 });
  return { good: chalk.green, bad: chalk.red, warn: chalk.yellow, dim: chalk.dim, strong: chalk.bold };
}
