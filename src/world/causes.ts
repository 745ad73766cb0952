import type { EntryKindName } from '../model/entry-kinds.js';
import { isValueMap, type Value, type ValueMap } from '../model/value.js';
import type { Task } from './task.js';

/** A task that an agent works on, as a cause of what happens in it. */
export interface AgentWork {
  readonly parent: AgentWork | undefined;
}

/** Where and when something happens. */
export interface Moment {
  /** The number that its entry gets. */
  readonly number: number;
  /** Which of the tasks that go on at the same time does it; undefined where there are none. */
  readonly task: Task | undefined;
  /** The innermost task of an agent in which it happens. */
  readonly work: AgentWork | undefined;
}

/** How far an agent has come with one task: numbers of entries. */
interface Course {
  readonly begun: number;
  /** The scenario's task in which it was begun; undefined is the scenario's own code. */
  readonly home: Task | undefined;
  /** The course that has handed over, or in whose tool it was begun. */
  readonly outer: Course | undefined;
  /** What the model is told next: the task, or the last result of a tool. */
  news: number;
  /** The last turn, or what came of the last tool. */
  last: number;
  /** The last call of a tool that has ended, or of a model. */
  call: number;
  handOver: number | undefined;
  /** By id, the call of a model that asked for a tool which has not answered. */
  readonly asked: Map<Value, number>;
  /** Calls of tools that have not ended, the innermost last. */
  tools: readonly { readonly id: Value; readonly number: number }[];
}

/** What some kinds of entries are caused by, and what they change for those that follow. */
type Rule = (causes: Causes, moment: Moment, data: ValueMap) => number | undefined;

/** Ids of tools that models have asked for outside of agents, which are remembered. */
const MAX_ASKED = 1000;

/**
 * Which entry of a journal led to which. What happens in a tool, a task of an agent's, a task beside others or the call of a
 * timer was led to by what began that; turns, tools and hand-overs by what asked for them.
 */
export class Causes {
  readonly #courses = new WeakMap<AgentWork, Course>();
  readonly #asked = new Map<Value, number>();

  /** The number of the entry that leads to one of this kind; undefined where nothing is known to. */
  find(kind: EntryKindName, moment: Moment, data: ValueMap | undefined): number | undefined {
    const rule = RULES[kind];
    if (rule !== undefined) return rule(this, moment, data ?? {});
    return moment.task === undefined && moment.work === undefined ? undefined : this.scopeOf(moment);
  }

  /** Says which entry the tasks were begun by. */
  begin(tasks: Iterable<Task>, number: number | undefined): void {
    if (number !== undefined) for (const task of tasks) task.begunBy = number;
  }

  /** What was begun last of all that is around: a tool, a task of an agent's, a task beside others, the call of a timer. */
  scopeOf({ task, work }: Omit<Moment, 'number'>): number | undefined {
    const course = this.courseOf(work);
    for (let each = task; each !== undefined; each = each.group?.parent) {
      if (course !== undefined && isHome(course, each)) break;
      if (each.begunBy !== undefined) return each.begunBy;
    }
    return course && (course.tools.at(-1)?.number ?? course.begun);
  }

  /** The course of an agent's task, where what happens is its own doing and not that of tasks that it has begun. */
  ownCourse({ task, work }: Moment): Course | undefined {
    const course = this.courseOf(work);
    return course !== undefined && (task === undefined || isHome(course, task)) ? course : undefined;
  }

  courseOf(work: AgentWork | undefined): Course | undefined {
    return work === undefined ? undefined : this.#courses.get(work);
  }

  open(work: AgentWork, course: Course): void {
    this.#courses.set(work, course);
  }

  /** By id, the calls of models that asked for tools. */
  askedIn(course: Course | undefined): Map<Value, number> {
    return course?.asked ?? this.#asked;
  }
}

/** The scenario's own code is a task too, once there are others. */
function isHome({ home }: Course, task: Task): boolean {
  return home === task || (task.id === 0 && (home === undefined || home.id === 0));
}

const RULES: { readonly [Kind in EntryKindName]?: Rule } = {
  'agent.task': (causes, { number, task, work }) => {
    const outer = causes.courseOf(work?.parent);
    const cause = outer?.handOver ?? causes.scopeOf({ task, work: work?.parent });
    if (outer !== undefined) outer.handOver = undefined;
    if (work === undefined) return cause;
    const numbers = { begun: number, news: number, last: number, call: number };
    causes.open(work, { ...numbers, home: task, outer, handOver: undefined, asked: new Map(), tools: [] });
    return cause;
  },
  'llm.call': (causes, moment, data) => {
    const course = causes.ownCourse(moment);
    const asked = causes.askedIn(causes.courseOf(moment.work));
    const cause = course?.tools.length === 0 ? course.news : causes.scopeOf(moment);
    const answered = findAnswered(asked, data);
    for (const call of listOf(data.tool_calls)) if (isValueMap(call)) asked.set(call.id, moment.number);
    for (const id of asked.keys()) {
      if (asked.size <= MAX_ASKED) break;
      asked.delete(id);
    }
    if (course?.tools.length === 0) Object.assign(course, { last: moment.number, call: moment.number });
    return cause ?? answered;
  },
  'tool.call': (causes, moment, { id }) => {
    const course = causes.courseOf(moment.work);
    const cause = course?.asked.get(id) ?? causes.scopeOf(moment);
    if (course !== undefined) course.tools = [...course.tools, { id, number: moment.number }];
    return cause;
  },
  'tool.result': (causes, moment, { id }) => {
    const course = causes.courseOf(moment.work);
    const ended = course?.tools.findLast((tool) => tool.id === id);
    if (course === undefined || ended === undefined) return causes.scopeOf(moment);
    course.tools = course.tools.filter((tool) => tool !== ended);
    course.asked.delete(id);
    Object.assign(course, { news: moment.number, last: moment.number, call: ended.number });
    return ended.number;
  },
  'agent.hand_over': (causes, moment) => {
    const course = causes.courseOf(moment.work);
    if (course === undefined) return causes.scopeOf(moment);
    course.handOver = moment.number;
    return course.tools.at(-1)?.number ?? course.call;
  },
  'agent.result': (causes, moment) => {
    const course = causes.courseOf(moment.work);
    if (course === undefined) return causes.scopeOf(moment);
    // Who has handed over ends with what came of it, unless its own model goes on.
    if (course.outer?.tools.length === 0) course.outer.last = moment.number;
    return course.last;
  },
};

/** The call that asked for the tools whose results are the last messages of a request. */
function findAnswered(asked: ReadonlyMap<Value, number>, data: ValueMap): number | undefined {
  const message = listOf(data.messages).at(-1);
  return isValueMap(message) ? asked.get(message.tool_call_id) : undefined;
}

const listOf = (value: Value): readonly Value[] => (Array.isArray(value) ? value : []);
