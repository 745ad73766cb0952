import { type Later, type Reading, settle } from '../mock/git/later.js';
import { GitRefusal, type Repository } from '../mock/git/repository.js';
import { type Answer, answerValue, type CallSite, LuaRaise } from '../model/dispatch.js';
import type { EntryKindName } from '../model/entry-kinds.js';
import { createValueMap, type Value } from '../model/value.js';
import { gitOf } from './git-access.js';
import type { HostCall } from './host-function.js';

/** One call of a function of `git`. */
export interface GitCall {
  /** The kind of its entry in the journal. */
  readonly kind: EntryKindName;
  /** As the script called it; like the kind where left out. */
  readonly name?: string;
  /** What it was asked, as fields of the entry. */
  readonly asked: readonly (readonly [string, Value])[];
}

/** What a call gives. */
export interface GitAnswer {
  readonly values: readonly Value[];
  /** What the journal tells of it: a line, and further fields. */
  readonly text: string;
  readonly data?: readonly (readonly [string, Value])[];
}

/** Answers a call and notes it, also where git refuses: at once over a mocked history, later over a real one. */
export function answerGit(call: HostCall, of: GitCall, ask: (git: Repository) => Reading<GitAnswer>): Answer {
  const answer = attempt(() => settle(ask(gitOf(call.world))));
  if (!(answer instanceof Promise)) return finish(call, of, answer);
  // A site can only be asked while it waits for an answer.
  const at = call.site.address();
  const later = { ...call, site: { address: () => at } satisfies CallSite };
  return { kind: 'wait', answer: answer.then((value) => finish(later, of, value)) };
}

function attempt(ask: () => Later<GitAnswer>): Later<GitAnswer | GitRefusal> {
  try {
    const answer = ask();
    return answer instanceof Promise ? answer.catch(takeRefusal) : answer;
  } catch (error) {
    return takeRefusal(error);
  }
}

function takeRefusal(error: unknown): GitRefusal {
  if (error instanceof GitRefusal) return error;
  throw error;
}

function finish({ world, site }: HostCall, of: GitCall, answer: GitAnswer | GitRefusal): Answer {
  const { kind, name = kind, asked } = of;
  const fields = [...asked, ...(kind === name ? [] : [['call', name] as const])].filter(
    ([, value]) => value !== undefined,
  );
  if (answer instanceof GitRefusal) {
    world.note(site, kind, answer.message, createValueMap([...fields, ['error', answer.message]]));
    throw new LuaRaise(`${name}: ${answer.message}`);
  }
  world.note(site, kind, answer.text, createValueMap([...fields, ...(answer.data ?? [])]));
  return answerValue(...answer.values);
}
