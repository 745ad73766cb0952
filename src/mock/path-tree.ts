/** A node of a balanced tree (AVL); never changed once it is made. */
interface Node<V> {
  readonly path: string;
  readonly value: V;
  readonly left: Branch<V>;
  readonly right: Branch<V>;
  readonly height: number;
  readonly size: number;
}

type Branch<V> = Node<V> | undefined;

/** What one path has in two trees; undefined where it is not in that one. */
export interface PathDifference<V> {
  readonly path: string;
  readonly before: V | undefined;
  readonly after: V | undefined;
}

/**
 * A map from paths to values, sorted by code unit, that never changes: setting and deleting give a new one that shares all
 * but the way to the path, in logarithmic time. Two trees with a common past are compared in the time that their
 * differences take.
 */
export class PathTree<V> {
  readonly #root: Branch<V>;

  private constructor(root: Branch<V>) {
    this.#root = root;
  }

  /** Of entries that are sorted by path, each path once. */
  static of<V>(sorted: readonly (readonly [path: string, value: V])[]): PathTree<V> {
    const build = (from: number, to: number): Branch<V> => {
      const middle = (from + to) >> 1;
      const entry = from < to ? sorted[middle] : undefined;
      return entry && makeNode(entry, build(from, middle), build(middle + 1, to));
    };
    return new PathTree(build(0, sorted.length));
  }

  get size(): number {
    return this.#root?.size ?? 0;
  }

  get(path: string): V | undefined {
    let node = this.#root;
    while (node !== undefined && node.path !== path) node = path < node.path ? node.left : node.right;
    return node?.value;
  }

  set(path: string, value: V): PathTree<V> {
    return new PathTree(insert(this.#root, path, value));
  }

  /** The same tree where the path is not in it. */
  delete(path: string): PathTree<V> {
    const root = remove(this.#root, path);
    return root === this.#root ? this : new PathTree(root);
  }

  /** Entries in order, from the first path that is not before `from`. */
  *entries(from = ''): Generator<readonly [path: string, value: V]> {
    const open: Node<V>[] = [];
    for (let node = this.#root; node !== undefined; ) {
      if (node.path < from) node = node.right;
      else {
        open.push(node);
        node = node.left;
      }
    }
    for (let node = open.pop(); node !== undefined; node = open.pop()) {
      yield [node.path, node.value];
      for (let next = node.right; next !== undefined; next = next.left) open.push(next);
    }
  }

  /** The first path that is not before `from`. */
  first(from: string): string | undefined {
    let found: string | undefined;
    for (let node = this.#root; node !== undefined; ) {
      if (node.path < from) node = node.right;
      else {
        found = node.path;
        node = node.left;
      }
    }
    return found;
  }

  /** The paths whose values are not the very same in a later tree, in order. */
  *differences(later: PathTree<V>): Generator<PathDifference<V>> {
    const [before, after] = [new Cursor(this.#root), new Cursor(later.#root)];
    while (before.top !== undefined || after.top !== undefined) {
      if (skipShared(before, after) || expandFirst(before, after)) continue;
      const [a, b] = [before.top?.node, after.top?.node];
      const isBefore = a !== undefined && (b === undefined || a.path <= b.path);
      const isAfter = b !== undefined && (a === undefined || b.path <= a.path);
      if (isBefore) before.pop();
      if (isAfter) after.pop();
      const [old, now] = [isBefore ? a.value : undefined, isAfter ? b.value : undefined];
      if (old !== now) yield { path: (isBefore ? a : b)?.path ?? '', before: old, after: now };
    }
  }
}

/** What of a tree is still to be looked at: whole branches, and nodes without their branches. */
class Cursor<V> {
  readonly #open: { readonly node: Node<V>; readonly isBranch: boolean }[] = [];

  constructor(root: Branch<V>) {
    this.#push(root, true);
  }

  get top() {
    return this.#open.at(-1);
  }

  pop(): void {
    this.#open.pop();
  }

  /** Puts in place of the branch on the top what it consists of. */
  expand(): void {
    const branch = this.#open.pop()?.node;
    this.#push(branch?.right, true);
    this.#push(branch, false);
    this.#push(branch?.left, true);
  }

  #push(node: Branch<V>, isBranch: boolean): void {
    if (node !== undefined) this.#open.push({ node, isBranch });
  }
}

/** Passes over a branch that both trees have. */
function skipShared<V>(before: Cursor<V>, after: Cursor<V>): boolean {
  const [a, b] = [before.top, after.top];
  if (a === undefined || a.node !== b?.node || a.isBranch !== b.isBranch) return false;
  before.pop();
  after.pop();
  return true;
}

/** Expands the branch that must be, the larger one of two; false where the tops are nodes that can be compared. */
function expandFirst<V>(before: Cursor<V>, after: Cursor<V>): boolean {
  const [a, b] = [before.top, after.top];
  const sizeOf = (top: typeof a) => (top?.isBranch ? top.node.size : 0);
  const [larger, smaller] = sizeOf(a) >= sizeOf(b) ? [before, after] : [after, before];
  const branch = larger.top;
  if (!branch?.isBranch) return false;
  // A path of the other tree that stands before the whole branch leaves the branch as it is: it may be shared.
  const other = smaller.top;
  if (other !== undefined && !other.isBranch && other.node.path < firstOf(branch.node)) return false;
  larger.expand();
  return true;
}

function firstOf<V>(node: Node<V>): string {
  let first = node;
  while (first.left !== undefined) first = first.left;
  return first.path;
}

const heightOf = <V>(branch: Branch<V>) => branch?.height ?? 0;

function makeNode<V>([path, value]: readonly [string, V], left: Branch<V>, right: Branch<V>): Node<V> {
  const height = 1 + Math.max(heightOf(left), heightOf(right));
  return { path, value, left, right, height, size: 1 + (left?.size ?? 0) + (right?.size ?? 0) };
}

/** The same entries as a node whose branches differ in height by one at most; those given may differ by two. */
function balance<V>({ path, value }: Node<V>, left: Branch<V>, right: Branch<V>): Node<V> {
  const entry = [path, value] as const;
  const lean = heightOf(left) - heightOf(right);
  if (lean > 1 && left !== undefined) return rotateRight(entry, left, right);
  if (lean < -1 && right !== undefined) return rotateLeft(entry, left, right);
  return makeNode(entry, left, right);
}

type Entry<V> = readonly [path: string, value: V];
const entryOf = <V>({ path, value }: Node<V>): Entry<V> => [path, value];

function rotateRight<V>(entry: Entry<V>, left: Node<V>, right: Branch<V>): Node<V> {
  const inner = left.right;
  if (inner === undefined || heightOf(left.left) >= inner.height) {
    return makeNode(entryOf(left), left.left, makeNode(entry, inner, right));
  }
  const outer = makeNode(entryOf(left), left.left, inner.left);
  return makeNode(entryOf(inner), outer, makeNode(entry, inner.right, right));
}

function rotateLeft<V>(entry: Entry<V>, left: Branch<V>, right: Node<V>): Node<V> {
  const inner = right.left;
  if (inner === undefined || heightOf(right.right) >= inner.height) {
    return makeNode(entryOf(right), makeNode(entry, left, inner), right.right);
  }
  const outer = makeNode(entryOf(right), inner.right, right.right);
  return makeNode(entryOf(inner), makeNode(entry, left, inner.left), outer);
}

function insert<V>(node: Branch<V>, path: string, value: V): Node<V> {
  if (node === undefined) return makeNode([path, value], undefined, undefined);
  if (path === node.path) return makeNode([path, value], node.left, node.right);
  return path < node.path
    ? balance(node, insert(node.left, path, value), node.right)
    : balance(node, node.left, insert(node.right, path, value));
}

function remove<V>(node: Branch<V>, path: string): Branch<V> {
  if (node === undefined) return undefined;
  if (path < node.path) {
    const left = remove(node.left, path);
    return left === node.left ? node : balance(node, left, node.right);
  }
  if (path > node.path) {
    const right = remove(node.right, path);
    return right === node.right ? node : balance(node, node.left, right);
  }
  if (node.left === undefined || node.right === undefined) return node.left ?? node.right;
  let next = node.right;
  while (next.left !== undefined) next = next.left;
  return balance(next, node.left, remove(node.right, next.path));
}
