import { AGENT_FUNCTIONS } from './agent/describe-agents.js';
import { findAgent } from './agent/find-agent.js';
import { taskFunctions } from './agent/task-functions.js';
import { AGENT_TYPES } from './agent-types.js';
import type { Binding } from './host-function.js';

/** `Agent`: finds agents and has them work on tasks. Loops of scripts are in the prelude; this side keeps tasks and trace. */
export const agentBinding: Binding = {
  name: 'Agent',
  summary:
    'An agent: a behavior script, a module of TypeScript or JavaScript, a program, or a canned one of mocks/agents; ' +
    '`moonrig help agents` tells of them.',
  types: AGENT_TYPES,
  functions: AGENT_FUNCTIONS,
  internal: { 'agent.find': findAgent, ...taskFunctions },
};
