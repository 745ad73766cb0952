import { describeShape, type TypeDescription } from '../model/binding.js';

/** What `Agent` takes and gives. */
export const AGENT_TYPES: readonly TypeDescription[] = [
  { ...describeShape('Agent', 'An agent that runs tasks by a behavior script.', []), receiver: 'agent' },
  describeShape('AgentOptions', 'What an agent is made with.', [
    ['model?', 'string', 'The model or level, unless the task or the behavior names one.'],
    ['rule_result?', 'any', 'Handed to build_task_prompt; an empty table where left out.'],
    ['specialization?', 'any', 'Handed to build_task_prompt.'],
  ]),
  describeShape('AgentTask', 'A task; the behavior may read further fields.', [
    ['description?', 'string', 'What is to be done.'],
    ['id?', 'string | integer', 'Its name in the journal; task-1 and so on where left out.'],
    ['model?', 'string', 'The model or level to ask.'],
    ['cost_sensitive?', 'boolean', 'Asks a simple model unless another is named.'],
    ['max_cost_cents?', 'number', 'The budget: past it the task has not succeeded.'],
    ['[string]', 'any', 'What the behavior reads besides.'],
  ]),
  describeShape('AgentResult', 'How a task went.', [
    ['success', 'boolean', 'Whether it was done within its budget.'],
    ['text', 'string', 'What the model answered.'],
    ['code', 'string', 'The first fenced block of the answer, or all of it.'],
    ['tokens', 'LlmTokens', 'What the call took.'],
    ['cost_cents', 'number', 'What the call cost.'],
    ['model', 'string', 'The model that answered.'],
    ['task_id', 'string | integer', 'The task’s name in the journal.'],
    ['error?', 'string', 'Why it did not succeed.'],
  ]),
];
