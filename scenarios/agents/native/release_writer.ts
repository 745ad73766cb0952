import { type AgentMessage, defineAgent } from 'moonrig';

/** Writes release notes from the commits since the last one, as short as its budget allows. */
export default defineAgent(({ model = 'medium' }) => async (task, world) => {
  const commits = await world.git.commits({ max_count: 20 });
  const subjects = commits
    .map(({ message }) => message.split('\n', 1)[0])
    .filter((subject) => !/^chore/i.test(subject ?? ''));
  if (subjects.length === 0) return { text: '', success: false, error: 'there is nothing to tell' };
  const isPoor = world.budget().cost_cents < 1;
  const messages: AgentMessage[] = [
    { role: 'system', content: isPoor ? 'One line a change.' : 'Two sentences a change, with the reason.' },
    { role: 'user', content: subjects.join('\n') },
  ];
  let text = '';
  for await (const chunk of world.llm.stream(isPoor ? 'simple' : model, messages)) text += chunk.text;
  const path = `notes/${String(task.release ?? 'next')}.md`;
  await world.workspace.writeFile(path, `${text}\n`);
  return { text, data: { path, changes: subjects.length } };
});
