import { childAt, childOf, childrenAt, type LuaNode, type LuaTree, textOf } from './lua-node.js';

/** Where the code of a block stands: its statements, and the place behind the word that begins it. */
export interface Body {
  readonly statements: readonly LuaNode[];
  readonly at: number;
}

/** The block of a node, behind the word that opens it. */
export function bodyOf(node: LuaNode, opening: string, field = 'body'): Body {
  return { statements: childAt(node, field)?.children ?? [], at: childOf(node, opening)?.end ?? node.end };
}

/** The variables of a loop. */
export function loopNames(tree: LuaTree, clause: LuaNode | undefined): string[] {
  if (clause?.kind === 'for_numeric_clause') return childrenAt(clause, 'name').map((name) => textOf(tree, name));
  if (clause?.kind !== 'for_generic_clause') return [];
  return childrenAt(childOf(clause, 'variable_list') ?? clause, 'name').map((name) => textOf(tree, name));
}

/** How a source calls a function. */
export function nameFunction(tree: LuaTree, node: LuaNode): string {
  const name = childAt(node, 'name');
  return name === undefined ? `function at line ${node.line}` : textOf(tree, name).replaceAll(/\s+/g, '');
}

const LEAVES: ReadonlySet<string> = new Set(['return_statement', 'break_statement', 'goto_statement']);

/** Whether a statement is an `if` without `else` each of whose arms ends with leaving. */
export function isGuard(node: LuaNode): boolean {
  if (node.kind !== 'if_statement') return false;
  return [node, ...childrenAt(node, 'alternative')].every((arm) => {
    const last = childAt(arm, 'consequence')
      ?.children.filter(({ kind }) => kind !== 'empty_statement')
      .at(-1);
    return last !== undefined && LEAVES.has(last.kind);
  });
}
