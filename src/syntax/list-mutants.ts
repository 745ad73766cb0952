import { childAt, childOf, columnOf, type LuaNode, type LuaTree, textOf } from './lua-node.js';
import type { Mutant, MutantKind } from './mutant.js';

type Place = Pick<LuaNode, 'start' | 'end' | 'line'>;

/** What one node becomes. */
interface Change {
  readonly kind: MutantKind;
  readonly place: Place;
  readonly after: string;
}

/**
 * All mutants of a source, in the order of their places. Those that cannot behave differently are left out: `x + 0` as
 * `x - 0`, the name of a required module, what is already what it would become.
 */
export function listMutants(tree: LuaTree): readonly Mutant[] {
  const changes: Change[] = [];
  collect(tree, tree.root, changes);
  const seen = new Set<string>();
  const mutants: Omit<Mutant, 'id'>[] = [];
  for (const { kind, place, after } of changes) {
    const before = textOf(tree, place);
    const key = `${place.start} ${place.end} ${after}`;
    if (before === after || seen.has(key)) continue;
    seen.add(key);
    const { start, end, line } = place;
    mutants.push({ kind, start, end, line, column: columnOf(tree, place), before, after });
  }
  mutants.sort((a, b) => a.start - b.start || a.end - b.end);
  return mutants.map((mutant, index) => ({ id: index + 1, ...mutant }));
}

function collect(tree: LuaTree, node: LuaNode, changes: Change[]): void {
  changes.push(...changesOf(tree, node));
  if (isRequire(tree, node)) return;
  for (const child of node.children) collect(tree, child, changes);
}

function changesOf(tree: LuaTree, node: LuaNode): readonly Change[] {
  switch (node.kind) {
    case 'binary_expression':
      return changeOperation(tree, node);
    case 'unary_expression':
      return dropNegation(node);
    case 'if_statement':
    case 'elseif_statement':
      return changeCondition(node, ['true', 'false']);
    case 'while_statement':
      // That it goes on for ever would be found by nothing but the clock.
      return changeCondition(node, ['false']);
    case 'repeat_statement':
      return changeCondition(node, ['true']);
    case 'number':
      return changeNumber(textOf(tree, node)).map((after) => ({ kind: 'number', place: node, after }));
    case 'true':
      return [{ kind: 'boolean', place: node, after: 'false' }];
    case 'false':
      return [{ kind: 'boolean', place: node, after: 'true' }];
    case 'string':
      return [{ kind: 'string', place: node, after: isEmptyString(textOf(tree, node)) ? '"mutated"' : '""' }];
    case 'return_statement':
      return changeReturn(tree, node);
    case 'chunk':
    case 'block':
      return dropStatements(node);
    default:
      return [];
  }
}

const OPERATORS: Readonly<Record<string, readonly [MutantKind, ...string[]]>> = {
  '+': ['arithmetic', '-'],
  '-': ['arithmetic', '+'],
  '*': ['arithmetic', '/'],
  '/': ['arithmetic', '*'],
  '//': ['arithmetic', '*'],
  '%': ['arithmetic', '*'],
  '^': ['arithmetic', '*'],
  '&': ['arithmetic', '|'],
  '|': ['arithmetic', '&'],
  '~': ['arithmetic', '&'],
  '<<': ['arithmetic', '>>'],
  '>>': ['arithmetic', '<<'],
  '<': ['comparison', '<=', '>='],
  '<=': ['comparison', '<', '>'],
  '>': ['comparison', '>=', '<='],
  '>=': ['comparison', '>', '<'],
  '==': ['comparison', '~='],
  '~=': ['comparison', '=='],
  and: ['logic', 'or'],
  or: ['logic', 'and'],
};

/** Right sides that make no difference between an operator and the one in its place. */
const NEUTRAL: Readonly<Record<string, string>> = {
  '+': '0',
  '-': '0',
  '*': '1',
  '/': '1',
  '^': '1',
  '<<': '0',
  '>>': '0',
};

function changeOperation(tree: LuaTree, { children: [, operator, right] }: LuaNode): readonly Change[] {
  if (operator === undefined || right === undefined) return [];
  const [kind, ...others] = (Object.hasOwn(OPERATORS, operator.kind) ? OPERATORS[operator.kind] : undefined) ?? [];
  const isNeutral = NEUTRAL[operator.kind] !== undefined && NEUTRAL[operator.kind] === textOf(tree, right);
  if (kind === undefined || isNeutral) return [];
  return others.map((after) => ({ kind, place: operator, after }));
}

/** `not x`, `-x` and `~x` without their sign. */
function dropNegation({ children: [sign, operand] }: LuaNode): readonly Change[] {
  if (sign === undefined || operand === undefined || sign.kind === '#') return [];
  return [{ kind: 'negation', place: { start: sign.start, end: operand.start, line: sign.line }, after: ' ' }];
}

function changeCondition(node: LuaNode, words: readonly string[]): readonly Change[] {
  const condition = childAt(node, 'condition');
  // A word by itself is changed as such.
  if (condition === undefined || condition.kind === 'true' || condition.kind === 'false') return [];
  return words.map((after) => ({ kind: 'condition', place: condition, after: pad(after) }));
}

/** Apart from the words around: `if(a)then`. */
function pad(word: string): string {
  return ` ${word} `;
}

/** A whole number as its neighbours; another one as one more. Numbers in hexadecimal are read as JavaScript does. */
function changeNumber(text: string): readonly string[] {
  const value = Number(text);
  if (!Number.isFinite(value)) return [];
  if (Number.isSafeInteger(value) && !/[.eEpP]/.test(text.replace(/^0[xX]/, ''))) {
    // Without a sign: `x-1` would become a comment.
    return value === 0 ? ['1'] : [String(value + 1), String(value - 1)];
  }
  return [String(value + 1)];
}

function isEmptyString(text: string): boolean {
  return text === '""' || text === "''" || /^\[(=*)\[\]\1\]$/.test(text);
}

function changeReturn(tree: LuaTree, node: LuaNode): readonly Change[] {
  const list = childOf(node, 'expression_list');
  return list === undefined || textOf(tree, list) === 'nil' ? [] : [{ kind: 'return', place: list, after: ' nil ' }];
}

/** Calls and assignments left out. Declarations stay: what follows would not compile. */
function dropStatements(block: LuaNode): readonly Change[] {
  const dropped = block.children.filter(({ kind }) => kind === 'function_call' || kind === 'assignment_statement');
  return dropped.map((place) => ({ kind: 'statement', place, after: 'do end' }));
}

/** Without its module nothing of a script would run. */
function isRequire(tree: LuaTree, node: LuaNode): boolean {
  if (node.kind !== 'function_call') return false;
  const called = childAt(node, 'name');
  return called !== undefined && textOf(tree, called) === 'require';
}
