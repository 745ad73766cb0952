import { type Address, showAddress } from '../model/address.js';
import { type Answer, answerValue } from '../model/dispatch.js';
import type { Failure } from '../model/outcome.js';
import { suggestName } from '../model/suggest.js';
import { createValueMap, toNumber, type Value } from '../model/value.js';
import type * as Snapshots from './compare-snapshot.js';
import type { HostCall, HostPart } from './host-function.js';
import { findPatternFault } from './pattern-fault.js';
import { readDetail, readVariables } from './read-detail.js';
import type { World } from './world.js';

/** Longer texts are cut: a hundred failures are kept, and a script under test may have made them. */
const MAX_TEXT = 8 * 1024;
const cut = (text: string) => (text.length > MAX_TEXT ? `${text.slice(0, MAX_TEXT)}…` : text);

/** Adds a failed check to the verdict; gives its number. */
function addFailure(world: World, call: HostCall, failure: Failure): number {
  const at: Address | undefined = call.site.address();
  const excerpt = at === undefined ? undefined : world.base.book.excerpt(at);
  const entriesBefore = world.journal.count;
  const told = { ...failure, ...(at && { at }), ...(excerpt && { excerpt }), entriesBefore };
  return world.checks.fail(told, world.tasks?.current);
}

function noteFailure(world: World, call: HostCall, { check, message }: Failure): void {
  world.note(call.site, 'check.failed', `${check}: ${message.split('\n', 1)[0]}`);
}

/** Adds a failed check to the verdict and to the journal; gives its number. */
export function failCheck(world: World, call: HostCall, failure: Failure): number {
  const { message, notes } = failure;
  const bounded = { ...failure, message: cut(message), ...(notes && { notes: notes.map(cut) }) };
  const number = addFailure(world, call, bounded);
  noteFailure(world, call, bounded);
  return number;
}

/** Says what was wrong, of a failed check that is in the verdict already. */
function explainFailure(call: HostCall): void {
  const { world, args } = call;
  const explained = world.checks.explain(toNumber(args[0]) ?? 0, readDetail(args[1]));
  if (explained !== undefined) noteFailure(world, call, explained);
}

/** A failed check that was taken back, for whoever tells of it in words of their own. */
function showWithdrawn({ message, at, expected, actual, differsAt }: Failure): Value {
  return createValueMap([
    ['message', message],
    ['at', at && showAddress(at)],
    ['expected', expected],
    ['actual', actual],
    ['differs_at', differsAt],
  ]);
}

/** What a coroutine stands at in its line. */
const YIELD = /^.*\byield\b/;
const ANY_CHECK = /\b(?:assert|check|eventually)\b/;
const NAMED_CHECK = /\b(?:(?:assert|check)\s*[.:]|eventually\b)/;

/** Loaded with the part of the prelude that calls it: most runs never do. */
let snapshots: typeof Snapshots | undefined;

async function loadSnapshots(): Promise<Answer> {
  snapshots = await import('./compare-snapshot.js');
  return answerValue();
}

function getSnapshots(): typeof Snapshots {
  if (snapshots === undefined) throw new Error('the comparison with snapshots has not been loaded');
  return snapshots;
}

/** What `assert` tells the world: the verdict is made of it. */
export const checkBinding: HostPart = {
  internal: {
    'check.passed': (call) => {
      call.world.checks.pass();
      if (call.world.tasks !== undefined) call.world.tasks.current.hasChecked = true;
      if (!call.world.isCase) call.world.note(call.site, 'check', `${String(call.args[0])} held`);
      return answerValue();
    },
    'check.failed': (call) => {
      const check = String(call.args[0]);
      return answerValue(addFailure(call.world, call, { check, message: 'failed; its values could not be shown' }));
    },
    'check.explain': (call) => {
      explainFailure(call);
      return answerValue();
    },
    'check.locals': ({ world, args }) => {
      const locals = readVariables(args[1]);
      if (locals !== undefined) world.checks.explain(toNumber(args[0]) ?? 0, { locals });
      return answerValue();
    },
    'check.load_snapshots': () => (snapshots === undefined ? { kind: 'wait', answer: loadSnapshots() } : answerValue()),
    'check.snapshot': (call) => getSnapshots().compareSnapshot(call),
    'check.inline_snapshot': (call) => getSnapshots().compareInlineSnapshot(call),
    'check.suggest': ({ args }) => {
      const [wanted, names] = args;
      return answerValue(suggestName(String(wanted), Array.isArray(names) ? names.map(String) : []));
    },
    'check.pattern_fault': ({ args: [pattern] }) => {
      // Only its ASCII characters matter.
      const text = pattern instanceof Uint8Array ? new TextDecoder('latin1').decode(pattern) : String(pattern);
      return answerValue(findPatternFault(text));
    },
    'check.mark': ({ world }) => answerValue(world.checks.count, world.checks.nextNumber),
    'check.withdraw': ({ world, args }) => {
      const last = world.checks.withdraw(toNumber(args[0]) ?? 0, toNumber(args[1]), world.tasks?.current);
      return last === undefined ? answerValue() : answerValue(showWithdrawn(last));
    },
    'check.find': ({ world, args }) => {
      const [file, from, to, isInside] = args;
      const lines = { from: toNumber(from) ?? 0, to: toNumber(to) ?? 0, ...(isInside === true && { behind: YIELD }) };
      const { book, settings } = world.base;
      // In modules a bare `assert` is Lua's own.
      const isOfScenarios = file === world.file || settings.setupFiles.includes(String(file));
      return answerValue(book.findLine(String(file), lines, isOfScenarios ? ANY_CHECK : NAMED_CHECK));
    },
  },
};
