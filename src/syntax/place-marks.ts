import type { InstrumentOptions } from './instrument-options.js';
import { childAt, childOf, childrenAt, columnOf, type LuaNode, type LuaTree, textOf } from './lua-node.js';
import { type Body, bodyOf, loopNames, nameFunction } from './node-parts.js';
import type { BranchPoint, CoveragePoints, FunctionPoint, StatementPoint } from './points.js';
import { isSafeStatement, Scope } from './scope.js';

/** What is put into a source at a place. Slots of flags are counted by themselves. */
export type Mark = { readonly at: number } & (
  | { readonly kind: 'locals' | 'step' | 'flag end' }
  | { readonly kind: 'count' | 'missing else' | 'flag'; readonly slot: number }
);

export interface Placed {
  /** In the order in which those at one place stand. */
  readonly marks: readonly Mark[];
  readonly points: CoveragePoints;
}

/** Lua allows 200 local variables in a function, the hidden ones of loops counted. */
const MAX_LOCALS = 180;

/** Finds out where counters have to stand. */
export function placeMarks(tree: LuaTree, options: InstrumentOptions): Placed {
  const placer = new MarkPlacer(tree, options);
  return placer.place();
}

class MarkPlacer {
  readonly #tree: LuaTree;
  readonly #options: InstrumentOptions;
  readonly #marks: Mark[] = [];
  readonly #statements: StatementPoint[] = [];
  readonly #branches: (Omit<BranchPoint, 'group'> & { readonly group: number; readonly isFlag: boolean })[] = [];
  readonly #functions: FunctionPoint[] = [];
  #counterCount = 0;
  #flagCount = 0;
  #scope = new Scope();
  /** Of the function around. */
  #localCount = 0;

  constructor(tree: LuaTree, options: InstrumentOptions) {
    this.#tree = tree;
    this.#options = options;
  }

  place(): Placed {
    this.#enterFunction({ statements: this.#tree.root.children, at: 0 }, []);
    const counterCount = this.#counterCount;
    const branches = this.#branches.map(({ isFlag, ...branch }) =>
      isFlag ? { ...branch, slot: branch.slot + counterCount, group: branch.group + counterCount } : branch,
    );
    const points = { counterCount, flagCount: this.#flagCount, statements: this.#statements, branches };
    return { marks: this.#marks, points: { ...points, functions: this.#functions } };
  }

  /** The marks of a function's body. Gives the counter that says how often it was called. */
  #enterFunction(body: Body, parameters: readonly string[]): number | undefined {
    const [outerScope, outerCount] = [this.#scope, this.#localCount];
    this.#scope = new Scope(outerScope);
    this.#localCount = 0;
    for (const name of parameters) this.#declare(name);
    const first = this.#marks.length;
    if (this.#options.steps === true) this.#marks.push({ kind: 'step', at: body.at });
    const head = this.#visitBlock(body, this.#options.lines === true);
    // Before all that stands at the same place.
    if (this.#marks.length > first && this.#localCount <= MAX_LOCALS)
      this.#marks.splice(first, 0, { kind: 'locals', at: body.at });
    [this.#scope, this.#localCount] = [outerScope, outerCount];
    return head;
  }

  #declare(name: string): void {
    this.#scope.declare(name);
    this.#localCount += 1;
  }

  #inScope(run: () => void): void {
    const outer = this.#scope;
    this.#scope = new Scope(outer);
    run();
    this.#scope = outer;
  }

  /** The marks of a block. `isCounted`: whether it matters how often it begins; gives the counter that says so. */
  #visitBlock({ statements, at }: Body, isCounted: boolean): number | undefined {
    const code = statements.filter(({ kind }) => kind !== 'empty_statement');
    const counted = this.#options.lines === true;
    let head: number | undefined;
    // A jump to a label at its beginning is no beginning of the block.
    if (isCounted && (!counted || code[0] === undefined || code[0].kind === 'label_statement')) head = this.#count(at);
    let running = code[0]?.kind === 'label_statement' ? undefined : head;
    for (const statement of code) {
      if (statement.kind === 'label_statement') {
        running = undefined;
        continue;
      }
      if (counted) {
        running ??= this.#count(statement.start);
        head ??= running;
        const { line, start, end } = statement;
        this.#statements.push({ line, start, end, slot: running });
      }
      const isSafe = isSafeStatement(this.#tree, statement, this.#scope);
      this.#visit(statement);
      if (!isSafe) running = undefined;
    }
    return head;
  }

  #count(at: number): number {
    const slot = this.#counterCount++;
    this.#marks.push({ kind: 'count', at, slot });
    return slot;
  }

  #visit(node: LuaNode): void {
    switch (node.kind) {
      case 'if_statement':
        this.#visitIf(node);
        break;
      case 'while_statement':
      case 'for_statement':
        this.#visitLoop(node);
        break;
      case 'repeat_statement':
        this.#visitRepeat(node);
        break;
      case 'do_statement':
        this.#inScope(() => void this.#visitBlock(bodyOf(node, 'do'), false));
        break;
      case 'goto_statement':
        this.#step(node.start);
        break;
      case 'function_declaration':
      case 'function_definition':
        this.#visitFunction(node);
        break;
      case 'variable_declaration':
        this.#visitDeclaration(node);
        break;
      case 'binary_expression':
        this.#visitOperation(node);
        break;
      default:
        for (const child of node.children) this.#visit(child);
    }
  }

  #step(at: number): void {
    if (this.#options.steps === true) this.#marks.push({ kind: 'step', at });
  }

  #visitIf(node: LuaNode): void {
    const arms: Pick<BranchPoint, 'kind' | 'line' | 'column' | 'slot'>[] = [];
    const visitArm = (arm: LuaNode, kind: 'if' | 'elseif' | 'else') => {
      const condition = childAt(arm, 'condition');
      if (condition !== undefined) this.#visit(condition);
      const body = kind === 'else' ? bodyOf(arm, 'else') : bodyOf(arm, 'then', 'consequence');
      this.#inScope(() => {
        const slot = this.#visitBlock(body, this.#options.branches === true);
        if (slot !== undefined) arms.push({ kind, line: arm.line, column: columnOf(this.#tree, arm), slot });
      });
    };
    visitArm(node, 'if');
    const others = childrenAt(node, 'alternative');
    for (const arm of others) visitArm(arm, arm.kind === 'else_statement' ? 'else' : 'elseif');
    if (this.#options.branches !== true) return;
    const end = node.children.at(-1);
    if (end !== undefined && others.at(-1)?.kind !== 'else_statement') {
      const slot = this.#counterCount++;
      this.#marks.push({ kind: 'missing else', at: end.start, slot });
      arms.push({ kind: 'missing else', line: node.line, column: columnOf(this.#tree, node), slot });
    }
    const group = arms[0]?.slot ?? 0;
    for (const arm of arms) this.#branches.push({ ...arm, group, isFlag: false });
  }

  #visitLoop(node: LuaNode): void {
    const clause = childAt(node, 'clause') ?? childAt(node, 'condition');
    if (clause !== undefined) this.#visit(clause);
    const body = bodyOf(node, 'do');
    this.#inScope(() => {
      // Lua keeps up to four values of its own for a loop.
      if (node.kind === 'for_statement') this.#localCount += 4;
      for (const name of loopNames(this.#tree, clause)) this.#declare(name);
      this.#step(body.at);
      this.#visitBlock(body, false);
    });
  }

  #visitRepeat(node: LuaNode): void {
    const body = bodyOf(node, 'repeat');
    const condition = childAt(node, 'condition');
    this.#inScope(() => {
      this.#step(body.at);
      this.#visitBlock(body, false);
      if (condition !== undefined) this.#visit(condition);
    });
  }

  #visitFunction(node: LuaNode): void {
    const name = childAt(node, 'name');
    if (node.children[0]?.kind === 'local' && name !== undefined) this.#declare(textOf(this.#tree, name));
    const parameters = childAt(node, 'parameters');
    const names = (parameters?.children ?? []).filter(({ field }) => field === 'name');
    const own = name?.kind === 'method_index_expression' ? ['self'] : [];
    const body = { statements: childAt(node, 'body')?.children ?? [], at: parameters?.end ?? node.end };
    const slot = this.#enterFunction(body, [...own, ...names.map((each) => textOf(this.#tree, each))]);
    if (slot !== undefined) this.#functions.push({ name: nameFunction(this.#tree, node), line: node.line, slot });
  }

  #visitDeclaration(node: LuaNode): void {
    const holder = childOf(node, 'assignment_statement') ?? node;
    for (const child of holder.children) if (child.kind === 'expression_list') this.#visit(child);
    for (const name of childrenAt(childOf(holder, 'variable_list') ?? holder, 'name'))
      this.#declare(textOf(this.#tree, name));
  }

  #visitOperation(node: LuaNode): void {
    const [left, operator, right] = node.children;
    if (left !== undefined) this.#visit(left);
    if (right === undefined) return;
    const kind = operator?.kind;
    if (this.#options.branches !== true || (kind !== 'and' && kind !== 'or')) {
      this.#visit(right);
      return;
    }
    const slot = this.#flagCount++;
    this.#marks.push({ kind: 'flag', at: right.start, slot });
    this.#branches.push({
      kind,
      line: right.line,
      column: columnOf(this.#tree, right),
      slot,
      group: slot,
      isFlag: true,
    });
    this.#visit(right);
    this.#marks.push({ kind: 'flag end', at: right.end });
  }
}
