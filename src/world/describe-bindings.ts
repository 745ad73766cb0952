// Stand-in until the world house lands.
import type { BindingHelp } from '../cli/help-bindings.js';

export function describeBindings(): readonly BindingHelp[] {
  return [];
}
