import { childOf, childrenAt, type LuaNode, type LuaTree, textOf } from './lua-node.js';

/** The local variables that code at a place can see. */
export class Scope {
  readonly #outer: Scope | undefined;
  readonly #names = new Set<string>();

  constructor(outer?: Scope) {
    this.#outer = outer;
  }

  declare(name: string): void {
    this.#names.add(name);
  }

  has(name: string): boolean {
    return this.#names.has(name) || this.#outer?.has(name) === true;
  }
}

/** Whether a statement always goes on to the next: it cannot raise, wait or leave. Where that is not sure, it is not. */
export function isSafeStatement(tree: LuaTree, node: LuaNode, scope: Scope): boolean {
  if (node.kind === 'function_declaration') return node.children[0]?.kind === 'local';
  if (node.kind === 'variable_declaration') {
    const assignment = childOf(node, 'assignment_statement');
    if (assignment === undefined) return !hasAttribute(node);
    return !hasAttribute(assignment) && hasSafeValues(tree, assignment, scope);
  }
  if (node.kind !== 'assignment_statement') return false;
  const targets = childrenAt(childOf(node, 'variable_list') ?? node, 'name');
  return targets.every((target) => isLocal(tree, target, scope)) && hasSafeValues(tree, node, scope);
}

/** What is closed when it goes out of scope may raise, also at once. */
function hasAttribute(node: LuaNode): boolean {
  return childOf(node, 'variable_list')?.children.some(({ kind }) => kind === 'attribute') === true;
}

function hasSafeValues(tree: LuaTree, assignment: LuaNode, scope: Scope): boolean {
  const values = childrenAt(childOf(assignment, 'expression_list') ?? assignment, 'value');
  return values.every((value) => isSafeExpression(tree, value, scope));
}

function isLocal(tree: LuaTree, node: LuaNode, scope: Scope): boolean {
  return node.kind === 'identifier' && scope.has(textOf(tree, node));
}

const CONSTANTS: ReadonlySet<string> = new Set(['nil', 'true', 'false', 'number', 'string']);
const SAFE: ReadonlySet<string> = new Set([...CONSTANTS, 'vararg_expression', 'function_definition']);

/** Whether an expression cannot raise, whatever its variables hold. A global may be looked up by a metamethod. */
function isSafeExpression(tree: LuaTree, node: LuaNode, scope: Scope): boolean {
  const isSafe = (each: LuaNode) => isSafeExpression(tree, each, scope);
  if (SAFE.has(node.kind)) return true;
  if (node.kind === 'identifier') return isLocal(tree, node, scope);
  if (node.kind === 'parenthesized_expression') return node.children.slice(1, -1).every(isSafe);
  if (node.kind === 'unary_expression') return node.children[0]?.kind === 'not' && node.children.slice(1).every(isSafe);
  if (node.kind === 'binary_expression') return isSafeOperation(node, isSafe);
  if (node.kind !== 'table_constructor') return false;
  return node.children.every((child) => child.kind !== 'field' || isSafeField(child, isSafe));
}

/** `==` asks a metamethod only where both sides are tables. */
function isSafeOperation(node: LuaNode, isSafe: (node: LuaNode) => boolean): boolean {
  const [left, operator, right] = node.children;
  if (left === undefined || operator === undefined || right === undefined || !isSafe(left) || !isSafe(right))
    return false;
  if (operator.kind === 'and' || operator.kind === 'or') return true;
  const isComparison = operator.kind === '==' || operator.kind === '~=';
  return isComparison && (CONSTANTS.has(left.kind) || CONSTANTS.has(right.kind));
}

/** A computed key may be nil, and raise. */
function isSafeField(field: LuaNode, isSafe: (node: LuaNode) => boolean): boolean {
  return field.children[0]?.kind !== '[' && childrenAt(field, 'value').every(isSafe);
}
