import { expect, it } from 'vitest';
import type { Entry } from '../../src/model/entry.js';
import { useProjects } from './harness.js';

const { run, project } = useProjects();

/** Each entry as `number kind by cause`, with who it was. */
function show(journal: readonly Entry[]): string[] {
  return journal.map(({ number, kind, agent, task, cause }) => {
    const who = [agent, task].filter((name) => name !== undefined).join('/');
    return `${number} ${kind}${who && ` ${who}`}${cause === undefined ? '' : ` by ${cause}`}`;
  });
}

it('numbers its entries, from those that were there before the scenario on', async () => {
  const [first, second] = await run(`
    setup(function() log.info("set up") end)
    it("a", function() log.info("one") assert(true) end)
    it("b", function() log.info("two") end, { tags = {} })
  `);
  expect([first, second].map((result) => show(result?.journal ?? []))).toEqual([
    ['1 log', '2 log', '3 check'],
    ['1 log', '2 log'],
  ]);
});

it('knows what began tasks and calls of timers, and what happens in them', async () => {
  const [result] = await run(`
    it("waits", function()
      clock.after(5, function()
        log.info("due")
        clock.after(1, function() log.info("due by that") end)
        clock.sleep(2)
      end)
      clock.all{
        a = function() clock.sleep(10) log.info("a") clock.all{ c = function() log.info("c") end } end,
        b = function() log.info("b") end,
      }
      assert(true)
    end)
  `);
  expect(show(result?.journal ?? [])).toEqual([
    '1 task',
    '2 log b by 1',
    '3 timer clock.after 1',
    '4 log clock.after 1 by 3',
    '5 timer clock.after 2 by 3',
    '6 log clock.after 2 by 5',
    '7 clock clock.after 1 by 3',
    '8 clock a by 1',
    '9 log a by 1',
    '10 task a by 1',
    '11 log a › c by 10',
    '12 check',
  ]);
});

it('knows in which task of an agent a model was called, and how long that took', async () => {
  const root = project({
    'agents/behaviors/writer.lua':
      'function build_task_prompt(task) log.info("asked") return Prompt.new():section("Task", task.description) end',
    'a.scenario.lua': `
      it("writes", function()
        llm.on{ contains = "Task" }:reply{ text = "ok", latency_ms = 40 }
        assert.is_true(Agent.new("writer"):execute{ description = "Write" }.success)
      end)`,
  });
  const { runAll } = await import('./harness.js');
  const [result] = await runAll(root, ['a.scenario.lua']);
  const journal = result?.journal ?? [];
  expect(show(journal)).toEqual([
    '1 script.load',
    '2 agent.task writer',
    '3 log writer by 2',
    '4 llm.call writer by 2',
    '5 agent.result writer by 4',
    '6 check',
  ]);
  expect(journal[3]).toMatchObject({ at: 40, data: { latency_ms: 40 } });
});
