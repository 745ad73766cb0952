// @ts-check
import { readFileSync } from 'node:fs';
import { FileRuleStore, prepareRule, RuleEngine, readLimits } from '../built.mjs';
import { HOME } from '../projects.mjs';
import { ROW_COUNT } from './rows.mjs';

/** @typedef {import('./rows.mjs').Row} Row */

const ID = 'epic_validation';
const FOLDER = 'scenarios/rules';
const NO_BUDGET = readLimits({ maxSteps: 0 });

/** How the loop builds its rows from columns that are in Lua already: the limit of what a batch can reach. */
const CONSTRUCTORS = {
  two: '{ wsjf_score = wsjf[i], business_value = value[i] }',
  six: `{
    wsjf_score = wsjf[i], business_value = value[i], blocked_by = blocker[i] and { blocker[i] } or {},
    team = { name = team[i], size = size[i] }, kind = kind[i], is_funded = funded[i],
  }`,
};

export const LOOP = 'loop inside Lua that builds its rows';
/** The rule as it is written. */
export const SOURCE = readFileSync(`${HOME}/${FOLDER}/${ID}.lua`, 'utf8');

const store = new FileRuleStore({ root: HOME, folders: [FOLDER] });

/**
 * The native twin's plain function.
 * @returns {Promise<(row: Row) => unknown>}
 */
export async function openTwin() {
  const found = await store.get(ID, 'native');
  if (found?.kind !== 'native') throw new Error(`${ID} has no native twin`);
  const { rule } = found;
  return (row) => rule.run(/** @type {never} */ (row), {});
}

/** The rule in a VM of its own, as the engine and benches call it; no steps are counted. */
export async function openRule() {
  const found = await store.get(ID, 'lua');
  if (found === undefined) throw new Error(`there is no ${ID}`);
  return prepareRule(found, NO_BUDGET);
}

/** The engine as it comes: it counts steps and classifies what rules give. Decisions are told as the rule gave them. */
export async function openEngine() {
  const engine = await RuleEngine.open({ store });
  return {
    call: (/** @type {Row} */ row) => engine.execute(ID, row).result,
    callMany: (/** @type {readonly Row[]} */ rows) => engine.executeMany(ID, rows),
  };
}

/**
 * The rule in a loop inside Lua that builds its rows.
 * @param {keyof typeof CONSTRUCTORS} kind
 * @param {readonly Row[]} rows
 * @returns {import('./racer.mjs').Racer}
 */
export function openLoop(kind, rows) {
  const source = `local rule = (function(...) ${SOURCE} end)(...)
local wsjf, value, blocker, team, size, kind, funded = {}, {}, {}, {}, {}, {}, {}
local function keep(i, row)
  wsjf[i], value[i] = row.wsjf_score, row.business_value
  blocker[i], kind[i], funded[i] = (row.blocked_by or {})[1] or false, row.kind, row.is_funded
  team[i], size[i] = (row.team or {}).name, (row.team or {}).size
end
return function(request)
  if request.rows then for i, row in ipairs(request.rows) do keep(i, row) end return {} end
  if request.is_answer then
    local answers = {}
    for i = 1, #wsjf do answers[i] = rule(${CONSTRUCTORS[kind]}) end
    return answers
  end
  local last
  for _ = 1, request.rounds do
    for i = 1, ${ROW_COUNT} do last = rule(${CONSTRUCTORS[kind]}) end
  end
  return last
end`;
  const loop = prepareRule(
    { id: 'loop', kind: 'lua', path: 'loop.lua', version: '1', source: new TextEncoder().encode(source) },
    NO_BUDGET,
  );
  loop.run({ rows });
  return {
    name: LOOP,
    run: (rounds) => void loop.run({ rounds }),
    answer: () => /** @type {unknown[]} */ (loop.run({ is_answer: true })),
  };
}
