/** Money is counted in whole units of 10^-15 cents, so that sums are exact as decimals. */
const DIGITS = 15;
/** A price is of a million tokens. */
const PRICE_DIGITS = DIGITS - 6;
const UNIT = 10n ** BigInt(DIGITS);
const EXACT = BigInt(Number.MAX_SAFE_INTEGER);

/** Cents, from 0 up, as they are written in decimals; what is finer than a unit is rounded. */
export function readCents(cents: number): bigint {
  return readDecimal(cents, DIGITS);
}

/** What one token costs, by the cents that a million of them cost. */
export function readPrice(centsPerMillion: number): bigint {
  return readDecimal(centsPerMillion, PRICE_DIGITS);
}

/** The number of cents that is nearest; it is shown as the same decimal. */
export function toCents(money: bigint): number {
  if (money <= EXACT) return Number(money) / 10 ** DIGITS;
  return Number(`${money / UNIT}.${String(money % UNIT).padStart(DIGITS, '0')}`);
}

/** A number times a power of ten, by its shortest decimal. */
function readDecimal(value: number, digits: number): bigint {
  const [, whole = '0', fraction = '', exponent = '0'] =
    /^(\d+)(?:\.(\d+))?(?:e([+-]?\d+))?$/.exec(String(value)) ?? [];
  const all = BigInt(whole + fraction);
  const shift = digits - fraction.length + Number(exponent);
  if (shift >= 0) return all * 10n ** BigInt(shift);
  const divisor = 10n ** BigInt(-shift);
  return (all + divisor / 2n) / divisor;
}
