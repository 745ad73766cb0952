import type { Address } from '../../model/address.js';
import type { Failure } from '../../model/outcome.js';
import { failCheck } from '../check-binding.js';
import type { World } from '../world.js';

/** Fails the scenario by what an agent's code has done, or warns of it where that has ended. */
export function failLate(world: World, at: Address | undefined, failure: Pick<Failure, 'check' | 'message'>): void {
  const { message } = failure;
  if (world.agents.isClosed) world.base.onWarning?.({ kind: 'warning', message, ...(at && { at }) });
  else failCheck(world, { world, args: [], site: { address: () => at } }, failure);
}
