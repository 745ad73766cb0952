/** The native twin of budget_decision.lua: whether a budget can be split as asked, and how. */
import { isTable } from './_lua_numbers.ts';

const LARGE_SHARE = 0.6;
/** Two numbers up to here can be multiplied without overflow in 64 bits; here BigInt does it. */
const MOST = 2 ** 31;

interface Team {
  readonly name: string;
  readonly weight: unknown;
  readonly min_cents?: unknown;
}

export default function decideBudget(request: unknown) {
  if (!isTable(request) || !isTeams(request.teams))
    return { decision: 'escalated', confidence: 1, reasoning: 'No teams were given' };
  const { teams, budget_cents: budget } = request;
  const split = allocate(budget, teams);
  if (typeof split === 'string') return { decision: 'escalated', confidence: 0.9, reasoning: split };
  const largest = teams.reduce((best, team) => (shareOf(split, team) > shareOf(split, best) ? team : best));
  const shares = Object.fromEntries(split);
  if (teams.length > 1 && shareOf(split, largest) > Number(budget) * LARGE_SHARE)
    return { decision: 'collaborative', confidence: 0.8, reasoning: `${largest.name} gets most of it`, shares };
  return { decision: 'autonomous', confidence: 0.95, reasoning: 'Split to the cent', shares };
}

function isTeams(teams: unknown): teams is readonly Team[] {
  return (
    Array.isArray(teams) && teams.length > 0 && teams.every((team) => isTable(team) && typeof team.name === 'string')
  );
}

function shareOf(split: ReadonlyMap<string, number>, { name }: Team): number {
  return split.get(name) ?? 0;
}

/** Cents by team, or what is wrong. */
function allocate(budget: unknown, teams: readonly Team[]): Map<string, number> | string {
  if (!isWhole(budget)) return refuse('budget');
  let floors = 0;
  let weights = 0;
  const seen = new Set<string>();
  for (const { name, weight, min_cents: floor } of teams) {
    if (seen.size === seen.add(name).size) return `team ${name} is named twice`;
    // `or 0` takes false for nothing too.
    const least = floor === undefined || floor === false ? 0 : floor;
    if (!isWhole(least)) return refuse(`${name}.min_cents`);
    if (!isWhole(weight)) return refuse(`${name}.weight`);
    floors += least;
    weights += weight;
  }
  if (floors > budget) return `budget: ${budget} cents cannot serve floors of ${floors}`;
  if (weights === 0) return 'teams: at least one needs a weight';
  return split(budget, budget - floors, weights, teams);
}

function split(budget: number, free: number, weights: number, teams: readonly Team[]): Map<string, number> {
  const shares = new Map<string, number>();
  const losses = teams.map(({ name, weight, min_cents: floor }, place) => {
    const product = BigInt(free) * BigInt(Number(weight));
    const whole = Number(product / BigInt(weights));
    shares.set(name, (floor === undefined || floor === false ? 0 : Number(floor)) + whole);
    return { name, loss: Number(product % BigInt(weights)), place };
  });
  const left = budget - [...shares.values()].reduce((sum, cents) => sum + cents, 0);
  losses.sort((a, b) => b.loss - a.loss || a.place - b.place);
  for (const { name } of losses.slice(0, left)) shares.set(name, (shares.get(name) ?? 0) + 1);
  return shares;
}

function isWhole(value: unknown): value is number {
  // -0 is a float in Lua, and no integer.
  return typeof value === 'number' && Number.isInteger(value) && !Object.is(value, -0) && value >= 0 && value <= MOST;
}

function refuse(what: string): string {
  return `${what}: a whole number from 0 to ${MOST} is expected`;
}
