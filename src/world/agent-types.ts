import { TOOL_ANSWER, TOOL_FAULT } from '../mock/agent/parse-tool-reply.js';
import { describeShape, type TypeDescription } from '../model/binding.js';

/** What `Agent` takes and gives. */
export const AGENT_TYPES: readonly TypeDescription[] = [
  { ...describeShape('Agent', 'An agent that a scenario has work on tasks.', []), receiver: 'agent' },
  {
    ...describeShape(
      'WorkingAgent',
      'The agent that works on a task, as its behavior sees it: the last argument of build_task_prompt, choose_model and each tool.',
      [['name', 'string', 'Its name.']],
    ),
    receiver: 'self',
  },
  { ...describeShape('ToolMock', 'A scripted answer of a tool.', []), receiver: 'tool_mock' },
  describeShape('AgentOptions', 'What an agent is made with.', [
    ['kind?', '"script" | "module" | "command" | "mock"', 'What it is made of, where several have its name.'],
    ['model?', 'string', 'The model or level, unless the task or the behavior names one.'],
    [
      'max_turns?',
      'integer',
      'How often the model is asked in one task: 10 where the agent is a script, else any number.',
    ],
    ['rule_result?', 'any', 'Handed to build_task_prompt; an empty table where left out.'],
    ['specialization?', 'any', 'Handed to build_task_prompt.'],
  ]),
  describeShape('AgentTask', 'A task; the behavior may read further fields.', [
    ['description?', 'string', 'What is to be done.'],
    ['id?', 'string | integer', 'Its name in the journal; task-1 and so on where left out.'],
    ['model?', 'string', 'The model or level to ask.'],
    ['cost_sensitive?', 'boolean', 'Asks a simple model unless another is named.'],
    [
      'max_cost_cents?',
      'number',
      'The budget, for all that it is handed over to as well: past it the task has not succeeded.',
    ],
    ['[string]', 'any', 'What the behavior reads besides.'],
  ]),
  describeShape('AgentResult', 'How a task went.', [
    ['success', 'boolean', 'Whether it was done, within its budget and its turns.'],
    ['text', 'string', 'What the model, or the agent, answered.'],
    ['code', 'string', 'The first fenced block of the answer, or all of it.'],
    ['tokens', 'LlmTokens', 'What all calls of the model took.'],
    ['cost_cents', 'number', 'What they cost.'],
    ['model?', 'string', 'The model that answered last; nil where none was asked.'],
    ['turns', 'integer', 'How often a model was asked.'],
    ['task_id', 'string | integer', 'The task’s name in the journal.'],
    ['error?', 'string', 'Why it did not succeed.'],
    ['data?', 'any', 'What an agent that is no script says besides.'],
    ['handed_to?', 'string', 'The agent that gave the answer, where the task was handed on to it.'],
  ]),
  describeShape('ToolSchema', 'A JSON schema of a tool’s arguments, with what the tool is for.', [
    ['description?', 'string', 'What the model is told of it.'],
    ['properties?', 'table<string, any>', 'A schema for each argument.'],
    ['required?', 'string[]', 'Those that must be there.'],
    ['[string]', 'any', 'Any other keyword of JSON schema.'],
  ]),
  TOOL_ANSWER,
  TOOL_FAULT,
];
