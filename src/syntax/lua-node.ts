/**
 * A piece of a Lua source. Its kinds and fields are those of tree-sitter-lua's grammar. Places are bytes of the source. Words
 * and signs (`then`, `=`) are nodes as well, whose kind is their text; comments are left out.
 */
export interface LuaNode {
  readonly kind: string;
  /** What it is to the node around it: `condition`, `body`, `left`, … */
  readonly field: string | undefined;
  readonly start: number;
  readonly end: number;
  /** Of its beginning, from 1, as Lua counts them. */
  readonly line: number;
  readonly children: readonly LuaNode[];
}

/** A whole source. */
export interface LuaTree {
  /** One character for each byte (latin1). */
  readonly text: string;
  readonly root: LuaNode;
}

/** The first child that is this to its node. */
export function childAt(node: LuaNode, field: string): LuaNode | undefined {
  return node.children.find((child) => child.field === field);
}

/** The first child of a kind. */
export function childOf(node: LuaNode, kind: string): LuaNode | undefined {
  return node.children.find((child) => child.kind === kind);
}

/** The children that are this to their node. */
export function childrenAt(node: LuaNode, field: string): readonly LuaNode[] {
  return node.children.filter((child) => child.field === field);
}

/** The source of a node. */
export function textOf(tree: LuaTree, { start, end }: Pick<LuaNode, 'start' | 'end'>): string {
  return tree.text.slice(start, end);
}

/** In which column of its line, in bytes from 1, a node begins. */
export function columnOf({ text }: LuaTree, { start }: Pick<LuaNode, 'start'>): number {
  const before = (end: string) => (start === 0 ? -1 : text.lastIndexOf(end, start - 1));
  return start - Math.max(before('\n'), before('\r'));
}

/** A node and all below it, in the order of the source. */
export function* walkNodes(node: LuaNode): Generator<LuaNode> {
  yield node;
  for (const child of node.children) yield* walkNodes(child);
}
