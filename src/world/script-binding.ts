import { type Answer, answerValue, LuaRaise } from '../model/dispatch.js';
import { toNumber } from '../model/value.js';
import type { FoundSource, ScriptKind } from '../script/resolve.js';
import { type Binding, type HostCall, textArgument } from './host-function.js';
import { detectLanguage, isLanguageDataLoaded, loadLanguageData } from './language.js';

function fromFile(call: HostCall, index: number): string {
  const from = call.args[index];
  return typeof from === 'string' ? from : call.world.file;
}

/** The kinds are the prelude's own words; any other would be its mistake. */
function kindArgument(call: HostCall): ScriptKind | undefined {
  const kind = call.args[1];
  const { roots } = call.world.base.settings;
  if (kind === undefined) return undefined;
  if (typeof kind === 'string' && Object.hasOwn(roots, kind)) return kind as ScriptKind;
  throw new LuaRaise(`script.load: there is no kind of script called ${String(kind)}`);
}

function answerSource(call: HostCall, kind: 'script.load' | 'require', found: FoundSource): Answer {
  call.world.note(call.site, kind, found.path, { path: found.path });
  const counting = call.world.base.findCounting?.(found.path, found.source);
  const counters = counting === undefined ? [] : [counting.source, counting.counterCount, counting.flagCount];
  const answer = answerValue(found.path, found.source, ...counters);
  if (isLanguageDataLoaded() || !mentionsLanguages(found.source)) return answer;
  return { kind: 'wait', answer: loadLanguageData().then(() => answer) };
}

/** Takes the address of a script's counters, or why it has none. */
function noteCounters({ world, args: [file, told] }: HostCall): Answer {
  const path = String(file);
  const table = toNumber(told);
  if (table === undefined)
    world.base.onWarning?.({
      kind: 'warning',
      message: `does not count: ${String(told)}`,
      at: { file: path },
      hint: 'with its counters it is larger than Lua takes; smaller functions help',
    });
  else world.counted = [...world.counted, { file: path, table }];
  return answerValue();
}

function mentionsLanguages(source: Uint8Array): boolean {
  return Buffer.from(source.buffer, source.byteOffset, source.byteLength).includes('detect_language');
}

/** The list is there where a source names the function; a computed name, or the scenario file itself, waits for it. */
function answerLanguage(call: HostCall): Answer {
  const path = textArgument(call, 0, 'detect_language');
  const answer = () => answerValue(detectLanguage(path));
  return isLanguageDataLoaded() ? answer() : { kind: 'wait', answer: loadLanguageData().then(answer) };
}

/** `script` and `require`: finding and reading the Lua that is under test. */
export const scriptBinding: Binding = {
  name: 'script',
  summary: 'Scripts under test. Each runs in an environment of its own, with the use half of the world.',
  functions: [
    {
      name: 'script.load',
      signature: '(path: string) -> any',
      summary:
        'Runs a script and gives what it returns, else its globals as a table. Looked for beside the scenario, then upward.',
      example: 'local rules = script.load("rules/epic_validation")',
      half: 'control',
    },
    {
      name: 'script.entry',
      signature: '(path: string, name?: string) -> fun(...: any): ...',
      summary: 'Runs a script and gives its entry: the function it returns, or its one global function.',
      example: 'local validate = script.entry("rules/epic_validation")',
      half: 'control',
    },
  ],
  internal: {
    'source.module': (call) => {
      const name = textArgument(call, 0, 'require');
      return answerSource(call, 'require', call.world.base.resolver.module(name, fromFile(call, 1)));
    },
    'source.script': (call) => {
      const name = textArgument(call, 0, 'script.load');
      const found = call.world.base.resolver.script(name, kindArgument(call), fromFile(call, 2));
      return answerSource(call, 'script.load', found);
    },
    'source.counters': noteCounters,
    detect_language: answerLanguage,
  },
};
