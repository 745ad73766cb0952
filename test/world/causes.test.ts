import { expect, it } from 'vitest';
import type { EntryKindName } from '../../src/model/entry-kinds.js';
import { createValueMap, type Value, type ValueMap } from '../../src/model/value.js';
import { type AgentWork, Causes } from '../../src/world/causes.js';
import { createTask, type Task } from '../../src/world/task.js';

interface Where {
  readonly task?: Task;
  readonly work?: AgentWork;
}

const map = (fields: Readonly<Record<string, Value>>): ValueMap => createValueMap(Object.entries(fields));
const asks = (...ids: string[]) => ({ tool_calls: ids.map((id) => map({ id, name: 'read' })) });

/** Tells one entry after the other; gives each one's number and the cause that it is given. */
function createTeller() {
  const causes = new Causes();
  let number = 0;
  const tell = (kind: EntryKindName, { task, work }: Where = {}, data: Readonly<Record<string, Value>> = {}) => {
    number += 1;
    return { number, cause: causes.find(kind, { number, task, work }, map(data)) };
  };
  return { causes, tell };
}

const createWork = (parent?: AgentWork): AgentWork => ({ parent });

it('says nothing of what the scenario does by itself', () => {
  const { tell } = createTeller();
  expect(tell('log').cause).toBeUndefined();
  expect(tell('llm.call').cause).toBeUndefined();
});

it('follows the turns of an agent: task, call, tool, result, next call', () => {
  const { tell } = createTeller();
  const here = { work: createWork() };
  const task = tell('agent.task', here);
  const first = tell('llm.call', here, asks('a', 'b'));
  const toolA = tell('tool.call', here, { id: 'a' });
  const read = tell('workspace.read', here);
  const resultA = tell('tool.result', here, { id: 'a' });
  const toolB = tell('tool.call', here, { id: 'b' });
  const resultB = tell('tool.result', here, { id: 'b' });
  const second = tell('llm.call', here);
  const write = tell('workspace.write', here);
  const result = tell('agent.result', here);
  const causes = [first, toolA, read, resultA, toolB, resultB, second, write, result].map(({ cause }) => cause);
  expect(task.cause).toBeUndefined();
  expect(causes).toEqual([
    task.number,
    first.number,
    toolA.number,
    toolA.number,
    first.number,
    toolB.number,
    resultB.number,
    task.number,
    second.number,
  ]);
});

it('tells tools apart that run beside each other', () => {
  const { tell } = createTeller();
  const here = { work: createWork() };
  tell('agent.task', here);
  const call = tell('llm.call', here, asks('a', 'b'));
  const [toolA, toolB] = [tell('tool.call', here, { id: 'a' }), tell('tool.call', here, { id: 'b' })];
  expect([toolA.cause, toolB.cause]).toEqual([call.number, call.number]);
  expect(tell('tool.result', here, { id: 'a' }).cause).toBe(toolA.number);
  expect(tell('tool.result', here, { id: 'b' }).cause).toBe(toolB.number);
});

it('leads from a hand-over to the task of the other agent, and back', () => {
  const { tell } = createTeller();
  const coder = createWork();
  const reviewer = createWork(coder);
  tell('agent.task', { work: coder });
  tell('llm.call', { work: coder }, asks('a'));
  const tool = tell('tool.call', { work: coder }, { id: 'a' });
  tell('tool.result', { work: coder }, { id: 'a' });
  const handOver = tell('agent.hand_over', { work: coder });
  const task = tell('agent.task', { work: reviewer });
  const call = tell('llm.call', { work: reviewer });
  const inner = tell('agent.result', { work: reviewer });
  const outer = tell('agent.result', { work: coder });
  expect([handOver, task, call, inner, outer].map(({ cause }) => cause)).toEqual([
    tool.number,
    handOver.number,
    task.number,
    call.number,
    inner.number,
  ]);
});

it('takes a task that a tool begins for the tool’s doing, and lets its agent’s own turns go on', () => {
  const { tell } = createTeller();
  const outer = createWork();
  const inner = createWork(outer);
  tell('agent.task', { work: outer });
  const call = tell('llm.call', { work: outer }, asks('a'));
  const tool = tell('tool.call', { work: outer }, { id: 'a' });
  expect(tell('agent.task', { work: inner }).cause).toBe(tool.number);
  tell('agent.result', { work: inner });
  const result = tell('tool.result', { work: outer }, { id: 'a' });
  expect([result.cause, call.cause !== undefined]).toEqual([tool.number, true]);
  expect(tell('agent.result', { work: outer }).cause).toBe(result.number);
});

it('gives what tasks beside others do to what began them, also inside of an agent', () => {
  const { causes, tell } = createTeller();
  const root = createTask(0, '');
  const group = {
    id: 1,
    parent: root,
    isRace: false,
    running: new Set<Task>(),
    deadline: undefined,
    outcome: undefined,
  };
  const work = createWork();
  const agent = tell('agent.task', { task: root, work });
  const begun = tell('task', { task: root, work });
  expect(begun.cause).toBe(agent.number);
  const task = createTask(2, 'a', { group });
  causes.begin([task], begun.number);
  expect(tell('workspace.write', { task, work }).cause).toBe(begun.number);
  expect(tell('llm.call', { task, work }).cause).toBe(begun.number);
  expect(tell('workspace.write', { task: root, work }).cause).toBe(agent.number);
  const own = createWork(work);
  const inner = tell('agent.task', { task, work: own });
  expect(inner.cause).toBe(begun.number);
  expect(tell('llm.call', { task, work: own }).cause).toBe(inner.number);
});

it('knows the call whose tools a script without an agent answers', () => {
  const { tell } = createTeller();
  const first = tell('llm.call', {}, asks('a'));
  const messages = [map({ role: 'tool', tool_call_id: 'a', content: 'ok' })];
  expect(tell('llm.call', {}, { messages }).cause).toBe(first.number);
});
