import { LuaRaise } from '../model/dispatch.js';
import { createValueMap, isValueMap, toNumber, type Value, type ValueMap } from '../model/value.js';

const DAYS = ['Sunday', 'Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday'];
const MONTHS = [
  'January',
  'February',
  'March',
  'April',
  'May',
  'June',
  'July',
  'August',
  'September',
  'October',
  'November',
  'December',
];
const DAY_MS = 86_400_000;

const two = (value: number) => String(value).padStart(2, '0');
const dayOfYear = (date: Date) => Math.floor((date.getTime() - Date.UTC(date.getUTCFullYear(), 0, 1)) / DAY_MS) + 1;
const dayName = (date: Date) => DAYS[date.getUTCDay()] ?? '';
const monthName = (date: Date) => MONTHS[date.getUTCMonth()] ?? '';
const hour12 = (date: Date) => date.getUTCHours() % 12 || 12;

/** Conversions of C's strftime in the C locale and UTC, as Lua 5.4's `os.date` takes them. */
const CONVERSIONS: Readonly<Record<string, (date: Date) => string>> = {
  a: (date) => dayName(date).slice(0, 3),
  A: dayName,
  b: (date) => monthName(date).slice(0, 3),
  B: monthName,
  c: (date) => formatDate('%a %b %e %H:%M:%S %Y', date),
  d: (date) => two(date.getUTCDate()),
  D: (date) => formatDate('%m/%d/%y', date),
  e: (date) => String(date.getUTCDate()).padStart(2, ' '),
  F: (date) => formatDate('%Y-%m-%d', date),
  H: (date) => two(date.getUTCHours()),
  I: (date) => two(hour12(date)),
  j: (date) => String(dayOfYear(date)).padStart(3, '0'),
  m: (date) => two(date.getUTCMonth() + 1),
  M: (date) => two(date.getUTCMinutes()),
  n: () => '\n',
  p: (date) => (date.getUTCHours() < 12 ? 'AM' : 'PM'),
  r: (date) => formatDate('%I:%M:%S %p', date),
  R: (date) => formatDate('%H:%M', date),
  S: (date) => two(date.getUTCSeconds()),
  s: (date) => String(Math.floor(date.getTime() / 1000)),
  t: () => '\t',
  T: (date) => formatDate('%H:%M:%S', date),
  u: (date) => String(date.getUTCDay() || 7),
  w: (date) => String(date.getUTCDay()),
  x: (date) => formatDate('%m/%d/%y', date),
  X: (date) => formatDate('%H:%M:%S', date),
  y: (date) => two(date.getUTCFullYear() % 100),
  Y: (date) => String(date.getUTCFullYear()),
  z: () => '+0000',
  Z: () => 'UTC',
  '%': () => '%',
};

function formatDate(format: string, date: Date): string {
  return format.replaceAll(/%(.?)/gs, (whole, letter: string) => {
    const convert = CONVERSIONS[letter];
    if (convert === undefined) throw new LuaRaise(`os.date: invalid conversion specifier '${whole}'`);
    return convert(date);
  });
}

function dateFields(date: Date): ValueMap {
  return createValueMap([
    ['year', date.getUTCFullYear()],
    ['month', date.getUTCMonth() + 1],
    ['day', date.getUTCDate()],
    ['hour', date.getUTCHours()],
    ['min', date.getUTCMinutes()],
    ['sec', date.getUTCSeconds()],
    ['wday', date.getUTCDay() + 1],
    ['yday', dayOfYear(date)],
    ['isdst', false],
  ]);
}

/** What `os.date(format, seconds)` gives: a text, or for `*t` a table; the zone is always UTC. Throws a LuaRaise. */
export function showOsDate(format: string, seconds: number): Value {
  const plain = format.replace(/^!/, '');
  const date = new Date(seconds * 1000);
  if (Number.isNaN(date.getTime())) throw new LuaRaise('os.date: the time is out of range');
  return plain.startsWith('*t') ? dateFields(date) : formatDate(plain, date);
}

/** Seconds since 1970 of a table as `os.time` takes it: year, month and day, and a time of day or noon. Throws a LuaRaise. */
export function readOsTime(fields: Value): number {
  if (!isValueMap(fields)) throw new LuaRaise('os.time: a table with year, month and day is expected');
  const field = (name: string, missing?: number): number => {
    const value = toNumber(fields[name]) ?? missing;
    if (value === undefined) throw new LuaRaise(`os.time: field '${name}' missing in date table`);
    return value;
  };
  const [year, month, day] = [field('year'), field('month') - 1, field('day')];
  return Date.UTC(year, month, day, field('hour', 12), field('min', 0), field('sec', 0)) / 1000;
}
