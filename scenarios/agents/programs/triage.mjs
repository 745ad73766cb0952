// Sorts messages by team. It speaks lines of JSON with moonrig: its task comes first, then it asks for what it needs.
import { createInterface } from 'node:readline';

const lines = createInterface({ input: process.stdin })[Symbol.asyncIterator]();
const hear = async () => JSON.parse((await lines.next()).value);
const say = (message) => process.stdout.write(`${JSON.stringify(message)}\n`);
let count = 0;

async function call(name, ...args) {
  count += 1;
  say({ id: count, call: name, args });
  const { value, error } = await hear();
  if (error) throw new Error(error.message);
  return value;
}

const { task } = await hear();
const reply = await call('llm.call', 'simple', task.description, { json: true });
await call('workspace.append', `inbox/${reply.json.team}.txt`, `${task.description}\n`);
say({ type: 'result', text: reply.json.team });
process.stdin.destroy();
