import type { RunEvent } from '../../src/model/run-event.js';
import { runEvents, type useProjects } from './harness.js';

/** A debugging run that is over. */
export interface Debugged {
  /** What each question began with, those with no text left out. */
  readonly shown: readonly string[];
  readonly prompts: readonly string[];
  readonly events: readonly RunEvent[];
}

/**
 * Runs the first file of a project under `--debug`, with a person who types these lines and then no more. `quit` among
 * them ends the run.
 */
export async function debugFile(root: string, file: string, lines: readonly string[]): Promise<Debugged> {
  const left = [...lines];
  const [shown, prompts]: [string[], string[]] = [[], []];
  const stop = new AbortController();
  const events = await runEvents(root, [file], {
    debug: true,
    timeoutMs: 0,
    signal: stop.signal,
    person: {
      quit: () => stop.abort(),
      ask: async ({ text, prompt }) => {
        if (text !== '') shown.push(text);
        prompts.push(prompt);
        return left.shift();
      },
    },
  });
  return { shown, prompts, events };
}

export const FILE = 'a.scenario.lua';

/** A scenario with this body, its first line the second of the file. */
export const BODY = (body: string) => `it("one", function(...)\n${body}\n  assert(true)\nend)\n`;

/** A stop before a function is called. */
export const NESTED = `local rate = 2
local function double(n)
  local twice = n * rate
  return twice
end
it("one", function()
  local x = 1
  breakpoint()
  local y = double(x)
  assert.equal(y, 2)
end)
`;

/** Debugs a scenario file and gives what was shown after the heading of the first stop. */
export function createAnswers({ project }: ReturnType<typeof useProjects>) {
  return async (source: string, lines: readonly string[], files: Record<string, string> = {}) => {
    const { shown } = await debugFile(project({ ...files, [FILE]: source }), FILE, lines);
    return shown.slice(1);
  };
}

/** `name: outcome` of each result. */
export function outcomesIn(events: readonly RunEvent[]): string[] {
  return events.flatMap((event) =>
    event.kind === 'scenario.finished' ? [`${event.result.scenario.path.join(' › ')}: ${event.result.outcome}`] : [],
  );
}
