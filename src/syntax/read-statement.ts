import type { LuaNode } from './lua-node.js';
import { ExpressionReader } from './read-expression.js';
import { asField, join, type OpenNode, type TokenReader } from './token-reader.js';

const BLOCK_ENDS: ReadonlySet<string> = new Set(['end', 'else', 'elseif', 'until']);

/** Reads statements. */
export class StatementReader {
  readonly #tokens: TokenReader;
  readonly #expressions: ExpressionReader;

  constructor(tokens: TokenReader) {
    this.#tokens = tokens;
    this.#expressions = new ExpressionReader(tokens, () => [this.#readBody(), this.#expect('end')]);
  }

  /** Statements up to the word that ends their block. */
  readAll(): LuaNode[] {
    const statements: LuaNode[] = [];
    while (this.#tokens.kind !== 'end' && !BLOCK_ENDS.has(this.#tokens.word)) {
      statements.push(this.#read());
      if (statements.at(-1)?.kind === 'return_statement') break;
    }
    return statements;
  }

  #expect(word: string): OpenNode {
    return this.#tokens.expect(word);
  }

  /** A block; one of nothing is as empty as the place it stands at. */
  #readBody(field = 'body'): OpenNode {
    const statements = this.readAll();
    if (statements.length > 0) return asField(field, join('block', statements));
    const { at, line } = this.#tokens.place;
    return { kind: 'block', field, start: at, end: at, line, children: [] };
  }

  #read(): OpenNode {
    const tokens = this.#tokens;
    switch (tokens.word) {
      case ';':
        return tokens.take('empty_statement');
      case 'break':
        return join('break_statement', [tokens.take()]);
      case 'goto':
        return join('goto_statement', [tokens.take(), tokens.name()]);
      case '::':
        return join('label_statement', [tokens.take(), tokens.name(), this.#expect('::')]);
      case 'do':
        return join('do_statement', [tokens.take(), this.#readBody(), this.#expect('end')]);
      case 'while':
        return this.#readWhile();
      case 'repeat':
        return this.#readRepeat();
      case 'if':
        return this.#readIf();
      case 'for':
        return this.#readFor();
      case 'function':
        return this.#readFunction();
      case 'local':
        return this.#readLocal();
      case 'return':
        return this.#readReturn();
      default:
        return this.#readExpressionStatement();
    }
  }

  #readWhile(): OpenNode {
    const head = [this.#tokens.take(), asField('condition', this.#expressions.read()), this.#expect('do')];
    return join('while_statement', [...head, this.#readBody(), this.#expect('end')]);
  }

  #readRepeat(): OpenNode {
    const head = [this.#tokens.take(), this.#readBody(), this.#expect('until')];
    return join('repeat_statement', [...head, asField('condition', this.#expressions.read())]);
  }

  #readArm(): OpenNode[] {
    const head = [this.#tokens.take(), asField('condition', this.#expressions.read()), this.#expect('then')];
    return [...head, this.#readBody('consequence')];
  }

  #readIf(): OpenNode {
    const parts = this.#readArm();
    while (this.#tokens.word === 'elseif')
      parts.push(asField('alternative', join('elseif_statement', this.#readArm())));
    const word = this.#tokens.takeIf('else');
    if (word !== undefined) parts.push(asField('alternative', join('else_statement', [word, this.#readBody()])));
    return join('if_statement', [...parts, this.#expect('end')]);
  }

  #readFor(): OpenNode {
    const tokens = this.#tokens;
    const word = tokens.take();
    const name = asField('name', tokens.name());
    const clause = tokens.word === '=' ? this.#readNumericClause(name) : this.#readGenericClause(name);
    const rest = [this.#expect('do'), this.#readBody(), this.#expect('end')];
    return join('for_statement', [word, asField('clause', clause), ...rest]);
  }

  #readNumericClause(name: OpenNode): OpenNode {
    const parts = [name, this.#expect('='), asField('start', this.#expressions.read()), this.#expect(',')];
    parts.push(asField('end', this.#expressions.read()));
    const comma = this.#tokens.takeIf(',');
    if (comma !== undefined) parts.push(comma, asField('step', this.#expressions.read()));
    return join('for_numeric_clause', parts);
  }

  #readGenericClause(name: OpenNode): OpenNode {
    const names = [name];
    for (let comma = this.#tokens.takeIf(','); comma !== undefined; comma = this.#tokens.takeIf(','))
      names.push(comma, asField('name', this.#tokens.name()));
    const list = join('variable_list', names);
    return join('for_generic_clause', [list, this.#expect('in'), this.#expressions.readList()]);
  }

  #readFunction(): OpenNode {
    const tokens = this.#tokens;
    const word = tokens.take();
    let name = tokens.name();
    while (tokens.word === '.')
      name = join('dot_index_expression', [asField('table', name), tokens.take(), asField('field', tokens.name())]);
    if (tokens.word === ':')
      name = join('method_index_expression', [asField('table', name), tokens.take(), asField('method', tokens.name())]);
    return join('function_declaration', [word, asField('name', name), ...this.#expressions.readFunctionBody()]);
  }

  #readLocal(): OpenNode {
    const tokens = this.#tokens;
    const local = tokens.take();
    const word = tokens.takeIf('function');
    if (word !== undefined) {
      const name = asField('name', tokens.name());
      return join('function_declaration', [local, word, name, ...this.#expressions.readFunctionBody()]);
    }
    const names = this.#readLocalNames();
    const equals = tokens.takeIf('=');
    if (equals === undefined) return join('variable_declaration', [local, names]);
    const assignment = join('assignment_statement', [names, equals, this.#expressions.readList()]);
    return join('variable_declaration', [local, assignment]);
  }

  #readLocalNames(): OpenNode {
    const tokens = this.#tokens;
    const parts: OpenNode[] = [];
    do {
      const comma = tokens.takeIf(',');
      if (comma !== undefined) parts.push(comma);
      parts.push(asField('name', tokens.name()));
      if (tokens.word === '<')
        parts.push(asField('attribute', join('attribute', [tokens.take(), tokens.name(), this.#expect('>')])));
    } while (tokens.word === ',');
    return join('variable_list', parts);
  }

  #readReturn(): OpenNode {
    const tokens = this.#tokens;
    const parts = [tokens.take()];
    const isBare = tokens.kind === 'end' || tokens.word === ';' || BLOCK_ENDS.has(tokens.word);
    if (!isBare) parts.push(this.#expressions.readList());
    const semicolon = tokens.takeIf(';');
    if (semicolon !== undefined) parts.push(semicolon);
    return join('return_statement', parts);
  }

  /** An assignment, or a call by itself. */
  #readExpressionStatement(): OpenNode {
    const tokens = this.#tokens;
    const first = this.#expressions.readSuffixed();
    if (tokens.word !== '=' && tokens.word !== ',') {
      if (first.kind !== 'function_call') tokens.refuse("'='");
      return first;
    }
    const targets = [asField('name', first)];
    for (let comma = tokens.takeIf(','); comma !== undefined; comma = tokens.takeIf(','))
      targets.push(comma, asField('name', this.#expressions.readSuffixed()));
    const list = join('variable_list', targets);
    return join('assignment_statement', [list, this.#expect('='), this.#expressions.readList()]);
  }
}
