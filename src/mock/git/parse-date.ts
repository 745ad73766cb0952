const ISO = /^(\d{4})-(\d\d)-(\d\d)(?:[T ](\d\d):(\d\d)(?::(\d\d)(?:\.\d+)?)?(Z|[+-]\d\d:?\d\d)?)?$/;
const AGO = /^(\d{1,6}) (second|minute|hour|day|week)s? ago$/;
const DAY_MS = 86_400_000;
const UNIT_MS = { second: 1000, minute: 60_000, hour: 3_600_000, day: DAY_MS, week: 7 * DAY_MS };

/** A moment that was written down, in whole seconds as git has them, as milliseconds since 1970, UTC. */
export interface ParsedDate {
  readonly ms: number;
  /** Whether only the day was named; it is the day's beginning then. */
  readonly isDay: boolean;
  readonly hasZone: boolean;
}

/** Reads ISO 8601: `2024-12-30`, `2024-12-30T16:20Z`, `2024-12-30T17:20:00+01:00`. Without a zone it is UTC. */
export function parseDate(text: string): ParsedDate | undefined {
  const [, year = '', month = '', day = '', hour, minute = '00', second = '00', zone] = ISO.exec(text) ?? [];
  const ms = Date.UTC(Number(year), Number(month) - 1, Number(day), Number(hour ?? 0), Number(minute), Number(second));
  // Date.UTC takes the 30th of February for the 1st of March.
  const shown = Number.isNaN(ms) ? '' : new Date(ms).toISOString().slice(0, 19);
  if (year === '' || shown !== `${year}-${month}-${day}T${hour ?? '00'}:${minute}:${second}`) return undefined;
  return { ms: ms - zoneMs(zone), isDay: hour === undefined, hasZone: zone !== undefined };
}

function zoneMs(zone: string | undefined): number {
  const [, sign, hours = '0', minutes = '0'] = /^([+-])(\d\d):?(\d\d)$/.exec(zone ?? '') ?? [];
  return (Number(hours) * 60 + Number(minutes)) * (sign === '-' ? -60_000 : 60_000);
}

/** Reads `3 days ago`, counted back from `nowMs`; from seconds to weeks. */
export function parseAgo(text: string, nowMs: number): number | undefined {
  const [, count, unit] = AGO.exec(text) ?? [];
  // The pattern has no other units.
  return unit === undefined ? undefined : nowMs - Number(count) * UNIT_MS[unit as keyof typeof UNIT_MS];
}
