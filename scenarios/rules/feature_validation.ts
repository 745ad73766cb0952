/** The native twin of feature_validation.lua: who decides on a feature. */
import { isTable } from './_lua_numbers.ts';

const SMALL_POINTS = 5;
const LARGE_POINTS = 13;
const ENOUGH_CRITERIA = 3;

export default function validateFeature(feature: unknown) {
  if (!isTable(feature)) return decide('escalated', 1, 'No feature was given');
  const { epic_id: epic, epic_decision: epicDecision, story_points: points, acceptance_criteria: criteria } = feature;
  if (typeof epic !== 'string' || epic === '') return decide('escalated', 0.9, 'It belongs to no epic');
  if (epicDecision === 'escalated') return decide('escalated', 0.9, 'Its epic waits for a person');
  if (!isPositive(points)) return decide('escalated', 0.6, 'It was not estimated');
  if (points > LARGE_POINTS) return decide('collaborative', 0.85, 'Too large: split it first');
  const count = Array.isArray(criteria) ? criteria.length : 0;
  if (count === 0) return decide('collaborative', 0.8, 'No acceptance criteria');
  if (epicDecision === 'autonomous' && points <= SMALL_POINTS && count >= ENOUGH_CRITERIA)
    return decide('autonomous', 0.9, 'Small, and clear when it is done');
  return decide('collaborative', 0.7, 'Larger, or less clear when it is done');
}

/** Integers beyond 2^53 come as bigint. */
function isPositive(value: unknown): value is number | bigint {
  return (typeof value === 'number' || typeof value === 'bigint') && value > 0;
}

function decide(decision: string, confidence: number, reasoning: string) {
  return { decision, confidence, reasoning };
}
