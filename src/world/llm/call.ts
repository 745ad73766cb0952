import type { LlmMock, LlmMocking } from '../../mock/llm/llm-mock.js';
import type { CallNumbers } from '../../mock/llm/match.js';
import type { NoAnswer } from '../../mock/llm/outcome.js';
import type { LlmRequest } from '../../mock/llm-request.js';
import type { Address } from '../../model/address.js';
import type { CallSite } from '../../model/dispatch.js';
import { failCheck } from '../check-binding.js';
import type { CallRecord } from '../mocks/ledger.js';
import type { World } from '../world.js';

/** One call of a model that is under way. */
export interface ModelCall {
  readonly world: World;
  /** The line it is told of; good for as long as the call takes. */
  readonly site: CallSite;
  readonly request: LlmRequest;
  readonly numbers: CallNumbers;
  /** The virtual time at which it began. */
  readonly startedMs: number;
}

/** Why a call fails its scenario. */
export interface CallFailure {
  readonly check: 'mock' | 'protocol' | 'budget';
  readonly message: string;
  readonly notes: readonly string[];
}

/** A site that stays good after the host function has answered. */
export function holdSite(site: CallSite): CallSite {
  const at: Address | undefined = site.address();
  return { ...site, address: () => at };
}

/** Enters a call into the ledger. */
export function enterCall(call: ModelCall, how: CallRecord<LlmMocking>['how'], mock?: LlmMock): void {
  const { world, site, request, numbers } = call;
  const at = site.address();
  world.llm.ledger.add({ call: { request, numbers }, how, at, mock: mock?.id });
}

/** Fails the scenario, whatever the caller makes of it. */
export function failCall({ world, site }: ModelCall, { check, message, notes }: CallFailure): NoAnswer {
  const number = failCheck(world, { world, site, args: [] }, { check, message, notes });
  return { kind: 'failed', message: [message, ...notes].join('\n'), failure: number };
}
