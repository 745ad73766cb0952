import { createInterface } from 'node:readline';

const lines = createInterface({ input: process.stdin })[Symbol.asyncIterator]();
const hear = async () => JSON.parse((await lines.next()).value);
const say = (said) => process.stdout.write(`${JSON.stringify(said)}\n`);
let lastId = 0;

async function ask(call, ...args) {
  lastId += 1;
  say({ id: lastId, call, args });
  const { value, error } = await hear();
  if (error !== undefined) throw new Error(error.message);
  return value;
}

const { task, tools } = await hear();
const notes =
  task.reader === undefined
    ? await ask('workspace.read_file', 'notes.txt')
    : (await ask('agent.hand_over', task.reader, { id: 'R-1', description: 'Read' })).text;
const messages = [{ role: 'user', content: `${task.description}: ${notes}` }];
for (;;) {
  const reply = await ask('llm.call', 'simple', messages, { tools });
  if (reply.tool_calls.length === 0) {
    say({ type: 'result', text: reply.text });
    break;
  }
  messages.push({ role: 'assistant', content: reply.text, tool_calls: reply.tool_calls });
  for (const call of reply.tool_calls) {
    const { text } = await ask('tool.call', call);
    messages.push({ role: 'tool', tool_call_id: call.id, name: call.name, content: text });
  }
}
process.stdin.destroy();
