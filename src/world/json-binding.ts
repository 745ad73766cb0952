import { describeShape } from '../model/binding.js';
import { answerValue, LuaRaise } from '../model/dispatch.js';
import { compareText } from '../model/run-record.js';
import { createValueMap, isValueMap, LuaFloat, type Value } from '../model/value.js';
import { type Binding, type HostCall, textArgument } from './host-function.js';
import { loadJson, parseJson } from './parse-json.js';

function decode(call: HostCall): Value {
  const parsed = parseJson(textArgument(call, 0, 'json.decode'));
  if ('problem' in parsed) throw new LuaRaise(`json.decode: ${parsed.problem}`);
  return parsed.value;
}

/** Maps with their keys in order, so that equal tables give equal text. */
function sortKeys(value: Value): Value {
  if (Array.isArray(value)) return value.map(sortKeys);
  if (value instanceof Uint8Array) throw new LuaRaise('json.encode: a string is not valid UTF-8');
  if (typeof value === 'number' && !Number.isFinite(value))
    throw new LuaRaise(`json.encode: ${value} has no JSON form`);
  if (!isValueMap(value)) return value;
  const keys = Object.keys(value).sort(compareText);
  return createValueMap(keys.map((key) => [key, sortKeys(value[key])]));
}

const floats = [
  { test: (value: unknown) => value instanceof LuaFloat, stringify: (value: unknown) => showFloat(Number(value)) },
];

function showFloat(value: number): string {
  const text = String(value);
  return /[.e]/.test(text) ? text : `${text}.0`;
}

/** A value as JSON, with sorted keys. Raises where JSON has no form of it. */
export function encodeJson(value: Value, indent?: number): string {
  return loadJson().stringify(value === undefined ? null : sortKeys(value), null, indent, floats) ?? 'null';
}

function encode({ args }: HostCall): string {
  const [value, options] = args;
  return encodeJson(value, isValueMap(options) && options.pretty === true ? 2 : undefined);
}

/** `json`: integers and floats keep their kind both ways. */
export const jsonBinding: Binding = {
  name: 'json',
  summary: 'JSON text to Lua values and back; integers and floats keep their kind.',
  types: [
    describeShape('JsonOptions', 'How JSON is written.', [
      ['pretty?', 'boolean', 'On several lines, indented by two spaces.'],
    ]),
  ],
  functions: [
    {
      name: 'json.encode',
      signature: '(value: any, options?: JsonOptions) -> string',
      summary: 'A value as JSON, keys sorted. An empty table is {} unless json.array made it.',
      example: 'json.encode({ tags = json.array() })',
      half: 'use',
    },
    {
      name: 'json.decode',
      signature: '(text: string) -> any',
      summary: 'JSON text as a value; null is json.null inside tables.',
      example: 'local past = json.decode(workspace.read_file(file))',
      half: 'use',
    },
    {
      name: 'json.array',
      signature: '<T>(list?: T[]) -> T[]',
      summary: 'Marks a table as a list, so that it stays one when empty.',
      example: 'local tags = json.array()',
      half: 'use',
    },
    {
      name: 'json.null',
      signature: ': userdata',
      summary: "JSON's null as a value that can stand in a table.",
      example: 'if past.error == json.null then … end',
      half: 'use',
    },
  ],
  internal: {
    'json.encode': (call) => answerValue(encode(call)),
    'json.decode': (call) => answerValue(decode(call)),
  },
};
