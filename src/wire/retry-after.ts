/**
 * How long a provider asks to wait, as its headers say it: whole seconds; with `exact` the milliseconds besides, which
 * clients read first.
 */
export function writeRetryAfter(
  ms: number | undefined,
  precision: 'seconds' | 'exact',
): Readonly<Record<string, string>> {
  if (ms === undefined) return {};
  return {
    'retry-after': String(Math.ceil(ms / 1000)),
    ...(precision === 'exact' && { 'retry-after-ms': String(ms) }),
  };
}

/** The milliseconds that headers ask to wait; undefined where they ask for nothing, or name a date. */
export function readRetryAfter(headers: Readonly<Record<string, string>>): number | undefined {
  const ms = toCount(headers['retry-after-ms']);
  const seconds = toCount(headers['retry-after']);
  return ms ?? (seconds === undefined ? undefined : seconds * 1000);
}

function toCount(text: string | undefined): number | undefined {
  const number = text === undefined || text.trim() === '' ? Number.NaN : Number(text);
  return Number.isFinite(number) && number >= 0 ? number : undefined;
}
