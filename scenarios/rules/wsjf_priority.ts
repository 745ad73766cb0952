/** The native twin of wsjf_priority.lua: weighted shortest job first. */
import { isTable } from './_lua_numbers.ts';

const HIGH = 50;
const LOW = 20;

export default function prioritize(given: unknown) {
  const job = isTable(given) ? given : {};
  const value = readPart(job.business_value);
  const urgency = readPart(job.time_criticality);
  const risk = readPart(job.risk_reduction);
  const size = readPart(job.job_size);
  if (value === undefined || urgency === undefined || risk === undefined || size === undefined)
    return { decision: 'escalated', confidence: 0.5, reasoning: 'Not all of its parts are estimated' };
  const score = Math.floor(Math.sqrt((value + urgency + risk) / size / 60) * 1000 + 0.5) / 10;
  if (score >= HIGH) return { decision: 'autonomous', confidence: 0.9, reasoning: 'High priority', score };
  if (score >= LOW) return { decision: 'collaborative', confidence: 0.8, reasoning: 'Medium priority', score };
  return { decision: 'escalated', confidence: 0.8, reasoning: 'Low priority', score };
}

function readPart(value: unknown): number | undefined {
  return typeof value === 'number' && value >= 1 && value <= 20 ? value : undefined;
}
