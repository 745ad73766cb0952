import type { Option } from './command-shape.js';

/** The flags by which `run` and `list` choose scenarios. */
export interface SelectFlags {
  readonly filter?: string;
  readonly tag?: readonly string[];
  readonly config?: string;
}

/** The argument that goes with them. */
export const PATHS = {
  name: '[paths...]',
  summary: 'scenario files, folders, globs, or file:line; the whole project without one',
};

/** How they are written. */
export const FILTER: Option = {
  flags: '-t, --filter <text>',
  summary: 'only scenarios whose name or file holds the text; /…/ is a regular expression',
};

export const TAG: Option = {
  flags: '--tag <tag>',
  summary: 'only scenarios with the tag; !tag leaves them out (repeatable)',
  isRepeatable: true,
};

export const CONFIG: Option = {
  flags: '--config <file>',
  summary: 'the config to use instead of moonrig.config.{ts,js,mjs,json}',
};
