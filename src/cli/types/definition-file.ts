import type {
  BindingDescription,
  FunctionDescription,
  ShapeDescription,
  TypeDescription,
} from '../../model/binding.js';
import { type Described, parseSignature, parseType, type Signature } from '../../model/signature.js';
import { renderFunctionType, renderType } from './render-type.js';

/** The line that tells our files from others in the same folder. */
export const MARK = '-- Written by `moonrig types`; changes are lost when it runs again.';

/** The class of a binding's own table. */
const classOf = (name: string) => `moonrig.${name}`;

/** The definition file of one binding, as LuaLS reads it. */
export function renderDefinitions(binding: BindingDescription): string {
  const types = (binding.types ?? []).map((type) => renderTypeDescription(type, binding));
  const blocks = [...types, ...renderTable(binding), ...renderFunctions(binding)];
  return `---@meta _\n${MARK}\n\n${blocks.map((lines) => `${lines.join('\n')}\n`).join('\n')}`;
}

/** The functions that are not methods of a shape; those of the binding's own table are. */
function ownFunctions({ name: binding, functions }: BindingDescription): FunctionDescription[] {
  return functions.filter(({ name }) => !name.includes(':') || name.startsWith(`${binding}:`));
}

/** The table that holds a binding's functions; none where they are globals. */
function renderTable(binding: BindingDescription): string[][] {
  const own = ownFunctions(binding);
  const isTable = binding.base !== undefined || own.some(({ name }) => name.startsWith(`${binding.name}.`));
  if (!isTable) return [];
  const base = binding.base === undefined ? '' : `: ${binding.base}`;
  const call = own.find(({ name }) => name === binding.name);
  const fields = own.flatMap((description) => {
    const described = parseSignature(description.signature);
    const name = description.name.slice(binding.name.length + 1);
    return described.kind === 'value' ? [renderField(name, renderType(described.type), description.summary)] : [];
  });
  const head = [
    ...comment(binding.summary),
    `---@class ${classOf(binding.name)}${base}`,
    ...fields,
    ...(call === undefined ? [] : renderOverloads([call.signature, ...(call.overloads ?? [])])),
    `${binding.name} = {}`,
  ];
  const aliases = (binding.aliases ?? []).map((alias) => [
    ...comment(`The same as ${binding.name}.`),
    `---@type ${classOf(binding.name)}`,
    `${alias} = {}`,
  ]);
  const inner = new Set(own.flatMap(({ name }) => /^\w+\.\w+(?=\.)/.exec(name) ?? []));
  return [head, ...aliases, ...[...inner].map((name) => [`${name} = {}`])];
}

function renderFunctions(binding: BindingDescription): string[][] {
  const hasTable = renderTable(binding).length > 0;
  const own = ownFunctions(binding).filter(({ name }) => !hasTable || name !== binding.name);
  return own.flatMap((description) => {
    const described = parseSignature(description.signature);
    const all = [description.name, ...(description.aliases ?? [])];
    if (described.kind === 'function') return all.map((name) => renderFunction(description, described, name));
    // Of a table, it is a field of the class.
    return hasTable
      ? []
      : [[...comment(description.summary), `---@type ${renderType(described.type)}`, `${description.name} = {}`]];
  });
}

type DescribedFunction = Extract<Described, { kind: 'function' }>;

/** One function under one of its names. */
function renderFunction(description: FunctionDescription, { signature }: DescribedFunction, name: string): string[] {
  const same = name === description.name ? [] : [`The same as ${description.name}.`];
  const only = description.half === 'control' ? ['', 'In scenarios only; scripts under test do not have it.'] : [];
  const about = [description.summary, ...same, '', '```lua', description.example, '```', ...only];
  return [
    ...comment(about.join('\n')),
    ...(signature.generics.length === 0 ? [] : [`---@generic ${signature.generics.join(', ')}`]),
    ...signature.parameters.map(
      ({ name: parameter, type, isOptional }) => `---@param ${parameter}${isOptional ? '?' : ''} ${renderType(type)}`,
    ),
    ...signature.results.map((type) => `---@return ${renderType(type)}`),
    ...(signature.hasMoreResults ? ['---@return any ...'] : []),
    ...renderOverloads(description.overloads ?? []),
    `function ${name}(${signature.parameters.map((parameter) => parameter.name).join(', ')}) end`,
  ];
}

function renderOverloads(signatures: readonly string[]): string[] {
  const read = (text: string): Signature[] => {
    const described = parseSignature(text);
    return described.kind === 'function' ? [described.signature] : [];
  };
  return signatures.flatMap(read).map((signature) => `---@overload ${renderFunctionType(signature)}`);
}

function renderTypeDescription(type: TypeDescription, binding: BindingDescription): string[] {
  if ('fields' in type) return renderShape(type, binding);
  return [...comment(type.summary), `---@alias ${type.name} ${renderType(parseType(type.type))}`];
}

function renderShape(shape: ShapeDescription, { functions }: BindingDescription): string[] {
  const { name, receiver, fields } = shape;
  const head = [
    ...comment(shape.summary),
    `---@class ${name}`,
    ...fields.map((field) => renderField(field.name, renderType(parseType(field.type)), field.summary)),
  ];
  if (receiver === undefined) return head;
  const methods = functions.filter((description) => description.name.startsWith(`${receiver}:`));
  const described = methods.map((method) => [method, parseSignature(method.signature)] as const);
  const rendered = described.map(([method, read]) =>
    read.kind === 'function' ? renderFunction(method, read, method.name) : [],
  );
  return [...head, `local ${receiver} = {}`, ...rendered.flatMap((lines) => ['', ...lines])];
}

function renderField(name: string, type: string, summary: string): string {
  return `---@field ${name} ${type} ${summary}`;
}

function comment(text: string): string[] {
  return text.split('\n').map((line) => `---${line}`);
}
