/** Plain data as a Lua expression. What JSON calls null is `json.null`. */
export function writeLua(value: unknown): string {
  if (value === undefined) return 'nil';
  if (value === null) return 'json.null';
  if (typeof value === 'number') return writeNumber(value);
  if (typeof value === 'bigint') return value === -(2n ** 63n) ? 'math.mininteger' : String(value);
  if (typeof value === 'string') return quote(new TextEncoder().encode(value));
  if (value instanceof Uint8Array) return quote(value);
  if (Array.isArray(value)) return value.length === 0 ? 'json.array()' : `{ ${value.map(writeLua).join(', ')} }`;
  if (typeof value !== 'object') return String(value);
  const fields = Object.entries(value).filter(([, item]) => item !== undefined);
  return fields.length === 0
    ? '{}'
    : `{ ${fields.map(([key, item]) => `${writeKey(key)} = ${writeLua(item)}`).join(', ')} }`;
}

/** A whole number that is safe is an integer in Lua; any other is a float. */
function writeNumber(value: number): string {
  if (Number.isNaN(value)) return '0 / 0';
  if (!Number.isFinite(value)) return value > 0 ? 'math.huge' : '-math.huge';
  if (Object.is(value, -0)) return '-0.0';
  if (Number.isSafeInteger(value)) return String(value);
  const text = String(value);
  return /[.e]/.test(text) ? text : `${text}.0`;
}

const WORDS = new Set(
  'and break do else elseif end false for function goto if in local nil not or repeat return then true until while'.split(
    ' ',
  ),
);

function writeKey(key: string): string {
  return /^[A-Za-z_]\w*$/.test(key) && !WORDS.has(key) ? key : `[${quote(new TextEncoder().encode(key))}]`;
}

/** All but printable ASCII by its number. */
function quote(bytes: Uint8Array): string {
  const text = Array.from(bytes, (byte) => {
    const character = String.fromCharCode(byte);
    if (character === '"' || character === '\\') return `\\${character}`;
    return byte >= 32 && byte < 127 ? character : `\\${String(byte).padStart(3, '0')}`;
  });
  return `"${text.join('')}"`;
}
