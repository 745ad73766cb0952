import type { BindingDescription } from '../model/binding.js';
import { agentBinding } from './agent-binding.js';
import { describeAssertWords } from './assert-words.js';
import { basicChecks } from './basic-checks.js';
import { breakpointBinding } from './breakpoint-binding.js';
import { budgetBinding } from './budget-binding.js';
import { clockBinding } from './clock-binding.js';
import { doubleBindings } from './double-words.js';
import { fieldChecks, fieldCheckTypes } from './field-checks.js';
import { gitBinding } from './git-binding.js';
import { httpBinding } from './http-binding.js';
import { journalBinding } from './journal-binding.js';
import { jsonBinding } from './json-binding.js';
import { llmBinding } from './llm-binding.js';
import { checkTypes, moreChecks } from './more-checks.js';
import { preludeBindings } from './prelude-bindings.js';
import { propertyBindings } from './property-bindings.js';
import { randomBinding } from './random-binding.js';
import { rulesBinding } from './rules-binding.js';
import { scriptBinding } from './script-binding.js';
import { workspaceBinding } from './workspace-binding.js';

/** All bindings as the reference shows them. What only the reference needs is not where a worker would load it. */
export function describeBindings(): readonly BindingDescription[] {
  return [
    agentBinding,
    llmBinding,
    httpBinding,
    budgetBinding,
    workspaceBinding,
    gitBinding,
    jsonBinding,
    journalBinding,
    clockBinding,
    randomBinding,
    scriptBinding,
    rulesBinding,
    describeAssert(),
    breakpointBinding,
    ...preludeBindings,
    ...propertyBindings,
    ...doubleBindings,
  ];
}

/** `assert` with all its checks, also those that the prelude makes alone. */
function describeAssert(): BindingDescription {
  const functions = [...basicChecks.functions, ...moreChecks, ...fieldChecks];
  return describeAssertWords({ ...basicChecks, functions, types: [...checkTypes, ...fieldCheckTypes] });
}
