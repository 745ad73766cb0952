import { describeBindings } from '../../world/describe-bindings.js';
import { renderDefinitions } from './definition-file.js';

/** Where definitions are written unless the command line says otherwise; git leaves it out. */
export const TYPES_FOLDER = '.moonrig/types';

/** The definition files of all bindings: text by name. */
export function createDefinitions(): Readonly<Record<string, string>> {
  return Object.fromEntries(describeBindings().map((binding) => [`${binding.name}.lua`, renderDefinitions(binding)]));
}
