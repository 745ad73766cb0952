import type { Value } from '../../model/value.js';
import type { TextMatch } from './text-match.js';

/** A number from `least` to `most`, both included. */
export interface NumberRange {
  readonly least: number;
  readonly most: number;
}

/** What a JSONPath query into the request must find: anything, a value, or a text. */
export interface PathMatch {
  readonly path: string;
  readonly value?: Value;
  readonly text?: TextMatch;
}

/** What a request must be like; absent parts match anything. Plain data, which can be sent to workers. */
export interface LlmMatch {
  readonly model?: TextMatch;
  readonly agent?: TextMatch;
  readonly task?: TextMatch;
  readonly conversation?: TextMatch;
  /** The last message's role. */
  readonly role?: TextMatch;
  /** Each must hold of some message. */
  readonly contains?: readonly TextMatch[];
  /** The last message. */
  readonly last?: TextMatch;
  /** All system messages, set apart by empty lines. */
  readonly system?: TextMatch;
  /** Each must hold of the name of some tool that is offered; where there is none of these, no tool may be offered. */
  readonly tools?: readonly TextMatch[];
  readonly temperature?: NumberRange;
  /** The call's number in the scenario, and among those of its agent, from 1. */
  readonly call?: number;
  readonly agentCall?: number;
  readonly paths?: readonly PathMatch[];
  /** As it was written, for those who are told of it. */
  readonly written: Value;
}

/** Which call it is: in the scenario, and of its agent. */
export interface CallNumbers {
  readonly call: number;
  readonly agentCall: number;
}

/** One way in which a request is not what a mock asks for. */
export interface Mismatch {
  /** As users write it: `model`, `agent_call`, `json_path`. */
  readonly field: string;
  /** How the value stands to what was wanted: `value` for all that is no text. */
  readonly how: 'one of' | 'contains' | 'lacks' | 'pattern' | 'value';
  readonly wanted: string;
  /** The whole text, or the value as one line. */
  readonly got: string;
}
