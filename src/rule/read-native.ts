import { KnownError } from '../model/known-error.js';
import type { NativeRule } from './native-rule.js';
import { readSettings } from './rule-settings.js';

type Run = NativeRule['run'];

/**
 * The rule that a module exports: what it exports by default, as a function or as `defineRule` takes it, else its one exported
 * function. Throws a KnownError where there is none.
 */
export function readNative(module: Readonly<Record<string, unknown>>, file: string): NativeRule {
  // Asked for a default that it has not, the module that the loader gives answers with itself.
  const exported = Object.hasOwn(module, 'default') ? module.default : onlyFunction(module, file);
  if (isFunction(exported)) return { run: exported };
  if (typeof exported !== 'object' || exported === null || !('run' in exported) || !isFunction(exported.run)) {
    throw refuse(file, 'what it exports by default is no rule: a function is expected, or defineRule({ run: … })');
  }
  const { run, ...said } = exported;
  return { ...readSettings(said, () => ({ file })), run };
}

function onlyFunction(module: Readonly<Record<string, unknown>>, file: string): unknown {
  const names = Object.keys(module).filter((name) => isFunction(module[name]));
  const [name] = names;
  if (names.length === 1 && name !== undefined) return module[name];
  if (names.length === 0) throw refuse(file, 'it exports no function, so it is no rule');
  throw refuse(file, `it exports several functions (${names.sort().join(', ')}); export the rule by default`);
}

/** A function says itself what it takes and gives. */
function isFunction(value: unknown): value is Run {
  return typeof value === 'function';
}

function refuse(file: string, why: string): KnownError {
  return new KnownError('bad-source', why, {
    at: { file },
    hint: 'write `export default defineRule({ run: (context) => … })`',
  });
}
