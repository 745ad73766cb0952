import type {
  BindingDescription,
  FieldDescription,
  FunctionDescription,
  ShapeDescription,
  TypeDescription,
} from '../../model/binding.js';

/** A type as help shows it: its fields in columns, then its methods. */
export function showType(type: TypeDescription, functions: readonly FunctionDescription[]): string {
  const head = `${type.name}: ${type.summary}\n`;
  if (!('fields' in type)) return `${head}  ${type.type}\n`;
  const methods =
    type.receiver === undefined ? [] : functions.filter(({ name }) => name.startsWith(`${type.receiver}:`));
  return `${head}${showFields(type.fields)}${methods.map(({ name, signature }) => `  ${name}${signature}\n`).join('')}`;
}

const WIDTH = 100;

/** The names of a type's fields alone, in lines of a readable width. */
export function showNames({ name, summary, fields }: ShapeDescription): string {
  const lines = [''];
  for (const [index, field] of fields.entries()) {
    const word = index === fields.length - 1 ? field.name : `${field.name},`;
    const line = `${lines.at(-1)} ${word}`;
    if (line.length < WIDTH) lines[lines.length - 1] = line;
    else lines.push(` ${word}`);
  }
  return `${name}: ${summary}\n${lines.map((line) => ` ${line}\n`).join('')}`;
}

/** Fields in columns: name, type, what it is. */
export function showFields(fields: readonly FieldDescription[]): string {
  const widest = (texts: readonly string[]) => Math.max(0, ...texts.map((text) => text.length));
  const nameWidth = widest(fields.map(({ name }) => name));
  const typeWidth = widest(fields.map(({ type }) => type));
  return fields
    .map(({ name, type, summary }) => `  ${name.padEnd(nameWidth)}  ${type.padEnd(typeWidth)}  ${summary}\n`)
    .join('');
}

/** The described types that a text speaks of, and those that their fields speak of, each once and in this order. */
export function findTypes(text: string, bindings: readonly BindingDescription[]): TypeDescription[] {
  const known = new Map(bindings.flatMap(({ types = [] }) => types.map((type) => [type.name, type] as const)));
  const found = new Set<TypeDescription>();
  const visit = (spoken: string): void => {
    for (const [name] of spoken.matchAll(/[A-Za-z_][\w.]*/g)) {
      const type = known.get(name);
      if (type === undefined || found.has(type)) continue;
      found.add(type);
      visit('fields' in type ? type.fields.map((field) => field.type).join(' ') : type.type);
    }
  };
  visit(text);
  return [...found];
}
