import { type AgentMessage, defineAgent } from 'moonrig';

export default defineAgent(() => async (task, world) => {
  const read = () => world.workspace.readFile('notes.txt');
  const ask = async (reader: string) => (await world.handOver(reader, { id: 'R-1', description: 'Read' })).text;
  const notes = typeof task.reader === 'string' ? await ask(task.reader) : await read();
  const messages: AgentMessage[] = [{ role: 'user', content: `${task.description}: ${notes}` }];
  for (;;) {
    const reply = await world.llm.call('simple', messages, { tools: world.tools.list() });
    if (reply.tool_calls.length === 0) return reply.text;
    messages.push({ role: 'assistant', content: reply.text, tool_calls: reply.tool_calls });
    for (const call of reply.tool_calls) {
      const { text } = await world.tools.call(call);
      messages.push({ role: 'tool', tool_call_id: call.id, name: call.name, content: text });
    }
  }
});
