import type { BindingDescription } from '../model/binding.js';
import { AGENT_TYPES } from './agent-types.js';
import { describeAssertWords } from './assert-words.js';
import { doubleBindings } from './double-words.js';
import { fieldChecks, fieldCheckTypes } from './field-checks.js';
import { bindings } from './host.js';
import { LLM_TYPES } from './llm-types.js';
import { checkTypes, moreChecks } from './more-checks.js';
import { preludeBindings } from './prelude-bindings.js';
import { propertyBindings } from './property-bindings.js';

/** Tables that bindings take and give, where these are many. */
const TYPES_OF: Readonly<Record<string, Pick<BindingDescription, 'types'>>> = {
  Agent: { types: AGENT_TYPES },
  llm: { types: LLM_TYPES },
};

/** All bindings as the reference shows them. What only the reference needs is not where a worker would load it. */
export function describeBindings(): readonly BindingDescription[] {
  const described = bindings.map((binding) =>
    binding.name === 'assert' ? describeAssert(binding) : { ...binding, ...TYPES_OF[binding.name] },
  );
  return [...described, ...preludeBindings, ...propertyBindings, ...doubleBindings];
}

/** `assert` with all its checks, also those that the prelude makes alone. */
function describeAssert(binding: BindingDescription): BindingDescription {
  const functions = [...binding.functions, ...moreChecks, ...fieldChecks];
  const types = [...(binding.types ?? []), ...checkTypes, ...fieldCheckTypes];
  return describeAssertWords({ ...binding, functions, types });
}
