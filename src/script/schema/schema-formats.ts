const PATTERNS: Readonly<Record<string, RegExp>> = {
  duration: /^P(?!$)(\d+W|(\d+Y)?(\d+M)?(\d+D)?(T(?=\d)(\d+H)?(\d+M)?(\d+S)?)?)$/,
  email: /^[^\s@]+@[^\s@.]+(\.[^\s@.]+)*$/,
  hostname: /^(?=.{1,253}$)[a-z\d]([a-z\d-]{0,61}[a-z\d])?(\.[a-z\d]([a-z\d-]{0,61}[a-z\d])?)*$/i,
  ipv4: /^((25[0-5]|2[0-4]\d|1\d\d|[1-9]?\d)(\.(?!$)|$)){4}$/,
  'json-pointer': /^(\/([^~/]|~[01])*)*$/,
  time: /^([01]\d|2[0-3]):[0-5]\d:([0-5]\d|60)(\.\d+)?(z|[+-]([01]\d|2[0-3]):[0-5]\d)$/i,
  uuid: /^[\da-f]{8}(-[\da-f]{4}){3}-[\da-f]{12}$/i,
};

function isDate(text: string): boolean {
  const [, year, month, day] = /^(\d{4})-(\d\d)-(\d\d)$/.exec(text) ?? [];
  const date = new Date(`${year}-${month}-${day}T00:00:00Z`);
  return day !== undefined && !Number.isNaN(date.getTime()) && date.getUTCDate() === Number(day);
}

function isDateTime(text: string): boolean {
  const [date = '', time = '', more] = text.split(/[t ]/i);
  return more === undefined && isDate(date) && PATTERNS.time?.test(time) === true;
}

function isRegex(text: string): boolean {
  try {
    return new RegExp(text, 'u') instanceof RegExp;
  } catch {
    return false;
  }
}

/** The formats of JSON Schema that are checked (RFC 3339 for times); a schema that names another one is refused. */
export const SCHEMA_FORMATS: Readonly<Record<string, RegExp | ((text: string) => boolean)>> = {
  ...PATTERNS,
  date: isDate,
  'date-time': isDateTime,
  regex: isRegex,
  uri: (text) => /^[a-z][a-z\d+.-]*:[^\s]/i.test(text) && URL.canParse(text),
};
