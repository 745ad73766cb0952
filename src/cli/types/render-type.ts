import type { LuaType, Parameter, Signature } from '../../model/signature.js';

/** A type as LuaLS writes it. */
export function renderType(type: LuaType): string {
  switch (type.kind) {
    case 'name':
      return type.name;
    case 'literal':
      return type.text;
    case 'list':
      return `${renderUnit(type.item, ['union', 'optional', 'function'])}[]`;
    case 'optional':
      return `${renderUnit(type.type, ['union', 'optional', 'function'])}?`;
    case 'table':
      return `table<${renderType(type.key)}, ${renderType(type.value)}>`;
    case 'union':
      return type.members.map((member) => renderUnit(member, ['function', 'union'])).join('|');
    case 'function':
      return renderFunctionType(type.signature);
  }
}

/** In brackets where it would be read otherwise. */
function renderUnit(type: LuaType, inBrackets: readonly LuaType['kind'][]): string {
  return inBrackets.includes(type.kind) ? `(${renderType(type)})` : renderType(type);
}

/** `fun(a: string, b?: any): boolean`. */
export function renderFunctionType({ parameters, results, hasMoreResults }: Signature): string {
  const all = [...results.map(renderListed), ...(hasMoreResults ? ['...: any'] : [])];
  return `fun(${parameters.map(renderParameter).join(', ')})${all.length === 0 ? '' : `: ${all.join(', ')}`}`;
}

function renderParameter({ name, type, isOptional }: Parameter): string {
  return `${name}${isOptional ? '?' : ''}: ${renderListed(type)}`;
}

/** In a list: LuaLS takes what stands behind the comma for a further result of a function. */
function renderListed(type: LuaType): string {
  const gives = type.kind === 'function' && (type.signature.results.length > 0 || type.signature.hasMoreResults);
  return gives ? `(${renderType(type)})` : renderType(type);
}
