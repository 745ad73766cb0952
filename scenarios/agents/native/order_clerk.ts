// An agent as it stands in production: the provider's own client, and fetch for the shop's service. Nothing in it knows of moonrig's
// world but the two lines that define it.
import { defineAgent } from 'moonrig';
import OpenAI from 'openai';

const ORDERS = 'https://shop.example.com/api/orders';

/** What the model is told of an order: also that it is not there, or cannot be looked up. */
async function findOrder(id: string): Promise<string> {
  try {
    const reply = await fetch(`${ORDERS}/${encodeURIComponent(id)}`, { signal: AbortSignal.timeout(3000) });
    if (reply.status === 404) return `There is no order ${id}.`;
    return reply.ok ? await reply.text() : `The shop says ${reply.status}.`;
  } catch (error) {
    return `The shop cannot be reached: ${error instanceof Error ? error.message : error}`;
  }
}

export default defineAgent(({ model = 'haiku' }) => async (task) => {
  const client = new OpenAI({ apiKey: process.env.OPENAI_API_KEY ?? 'none', maxRetries: 3 });
  const runner = client.chat.completions.runTools({
    model,
    messages: [
      { role: 'system', content: 'You answer questions about orders. Look them up; never guess.' },
      { role: 'user', content: task.description ?? '' },
    ],
    tools: [
      {
        type: 'function',
        function: {
          name: 'find_order',
          description: 'What the shop knows of an order.',
          parameters: { type: 'object', properties: { id: { type: 'string' } }, required: ['id'] },
          parse: (text: string): { id: string } => JSON.parse(text),
          function: ({ id }: { id: string }) => findOrder(id),
        },
      },
    ],
  });
  return (await runner.finalContent()) ?? '';
});
