import { answerValue } from '../model/dispatch.js';
import type { Excerpt } from '../model/outcome.js';
import { toNumber } from '../model/value.js';
import type { DebugTerminal } from './debug-terminal.js';
import { type Binding, type HostCall, textArgument } from './host-function.js';

/** Tells the person that nobody stops here, and what to do about it. */
function passOver({ world, site }: HostCall): void {
  const at = site.address();
  const { settings, onWarning } = world.base;
  const message = settings.debug
    ? 'breakpoint() is passed over: nobody is there to be asked'
    : 'breakpoint() is passed over: run with --debug to stop here';
  onWarning?.({ kind: 'warning', message, ...(at && { at }) });
}

function terminalOf({ world }: HostCall): DebugTerminal {
  const { terminal } = world.base;
  if (terminal === undefined) throw new Error('the debugger runs without a terminal');
  return terminal;
}

function showExcerpt({ firstLine, line, lines }: Excerpt): string {
  const width = String(firstLine + lines.length - 1).length;
  const shown = lines.map((text, i) => {
    const number = firstLine + i;
    return `${number === line ? '>' : ' '} ${String(number).padStart(width)} | ${text}`.trimEnd();
  });
  return shown.join('\n');
}

/** `breakpoint`, and what the debugger of the prelude needs of the host. */
export const breakpointBinding: Binding = {
  name: 'breakpoint',
  summary: 'A prompt on the terminal, in the middle of Lua.',
  functions: [
    {
      name: 'breakpoint',
      signature: '()',
      summary:
        'Under `moonrig run --debug` stops here: locals, backtrace, step, evaluate; `help` lists all. Else does nothing.',
      example: 'if epic.wsjf_score == nil then breakpoint() end',
      half: 'use',
    },
  ],
  internal: {
    /** Whether there is someone to stop for. */
    'debug.can_stop': (call) => {
      const { terminal } = call.world.base;
      if (terminal === undefined) passOver(call);
      return answerValue(terminal?.isOpen() === true);
    },
    'debug.ask': (call) => {
      const [text, prompt] = [textArgument(call, 0, 'debug.ask'), textArgument(call, 1, 'debug.ask')];
      return answerValue(terminalOf(call).ask(text, prompt));
    },
    'debug.quit': (call) => {
      terminalOf(call).quit();
      return answerValue();
    },
    /** The lines around an address, or nil where its source is not known. */
    'debug.excerpt': (call) => {
      const file = textArgument(call, 0, 'debug.excerpt');
      const excerpt = call.world.base.book.excerpt({ file, line: toNumber(call.args[1]) ?? 0 });
      return answerValue(excerpt && showExcerpt(excerpt));
    },
  },
};
