// Stand-in until the world house lands.
import type { BindingDescription } from '../model/binding.js';

export function describeBindings(): readonly BindingDescription[] {
  return [];
}
