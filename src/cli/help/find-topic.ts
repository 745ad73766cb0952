import type {
  BindingDescription,
  FieldDescription,
  FunctionDescription,
  TypeDescription,
} from '../../model/binding.js';
import { KnownError } from '../../model/known-error.js';
import { suggestName } from '../../model/suggest.js';

/** What a word of a script may be, as the reference describes it. */
export type Topic =
  | { readonly kind: 'binding'; readonly binding: BindingDescription }
  | { readonly kind: 'function'; readonly fn: FunctionDescription }
  /** A name that follows from others: `assert.is_not_true`. */
  | { readonly kind: 'field'; readonly name: string; readonly field: FieldDescription }
  | { readonly kind: 'type'; readonly type: TypeDescription };

/** All that help knows of bindings, by every name it goes by; what comes first is what a name means. */
export function listTopics(bindings: readonly BindingDescription[]): ReadonlyMap<string, Topic> {
  const topics = new Map<string, Topic>();
  const add = (name: string, topic: Topic) => {
    if (!topics.has(name)) topics.set(name, topic);
  };
  for (const binding of bindings) for (const name of namesOf(binding)) add(name, { kind: 'binding', binding });
  for (const binding of bindings) addFunctions(binding, add);
  const types = bindings.flatMap((binding) => binding.types ?? []);
  for (const type of types) add(type.name, { kind: 'type', type });
  for (const binding of bindings) {
    const base = types.find(({ name }) => name === binding.base);
    if (base === undefined || !('fields' in base)) continue;
    for (const field of base.fields) {
      const name = `${binding.name}.${field.name}`;
      add(name, { kind: 'field', name, field });
    }
  }
  return topics;
}

function addFunctions(binding: BindingDescription, add: (name: string, topic: Topic) => void): void {
  for (const fn of binding.functions) {
    for (const name of namesOf(fn)) add(name, { kind: 'function', fn });
    if (!fn.name.startsWith(`${binding.name}.`)) continue;
    const own = fn.name.slice(binding.name.length);
    for (const alias of binding.aliases ?? []) add(`${alias}${own}`, { kind: 'function', fn });
  }
}

function namesOf({ name, aliases = [] }: BindingDescription | FunctionDescription): string[] {
  return [name, ...aliases];
}

/** The names that are worth naming to someone who misspelt one: not `LLM.on` beside `llm.on`. */
export function listNames(topics: ReadonlyMap<string, Topic>): string[] {
  const isOwn = (name: string, topic: Topic) => topic.kind !== 'function' || namesOf(topic.fn).includes(name);
  return [...topics].flatMap(([name, topic]) => (isOwn(name, topic) ? [name] : []));
}

/** `llm.on{…}` or `llm.on(…)` as the name alone. */
export function trimCall(topic: string): string {
  return topic.replace(/\s*[({].*$/s, '');
}

/** The error for a word that help knows nothing of. `known` are all that it knows. */
export function createUnknownTopic(topic: string, known: readonly string[]): KnownError {
  const last = (name: string) => name.split(/[.:]/).at(-1)?.toLowerCase();
  const ends = known.filter((name) => last(name) === topic.toLowerCase() && name !== topic);
  const near = ends.length > 0 ? ends.slice(0, 3).join(' or ') : suggestName(topic, known);
  const hint =
    near === undefined
      ? '`moonrig help` lists the commands, `moonrig help bindings` what scripts can call'
      : `did you mean ${near}?`;
  return new KnownError('bad-command-line', `there is no help on ${topic}`, { hint });
}
