import type { ToolCall } from '../../mock/llm-request.js';
import type { ValueMap } from '../../model/value.js';
import type { Asking } from '../ask-model.js';
import type { OpenTask } from './agent-tasks.js';

/** A call of a tool that goes on. */
export interface ToolEnd extends Asking {
  readonly task: OpenTask;
  readonly call: ToolCall;
}

/** A call of a tool, as whoever runs tools tells of it. */
export interface ToolRequest extends ToolEnd {
  /** The agent whose tool it is. */
  readonly agent: number;
  /** `{ parameters }` of the tool; undefined where the agent has none of that name. */
  readonly spec: ValueMap | undefined;
  /** The tools that it has. */
  readonly known: readonly string[];
  /** Whether there is code that runs it; else a mock must answer. */
  readonly canRun: boolean;
}

/** What the model is told of a call. */
export interface ToolOutcome {
  readonly text: string;
  readonly isError: boolean;
}
