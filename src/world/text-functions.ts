import { answerValue, LuaRaise } from '../model/dispatch.js';
import { createValueMap, type Value } from '../model/value.js';
import { checkSchema, compileSchema, SchemaError } from '../script/schema/json-schema.js';
import { type HostCall, type HostPart, luaTypeName } from './host-function.js';
import { estimateTokens } from './llm/tokens.js';
import { failOnMisuse } from './misuse.js';
import { parseJson } from './parse-json.js';

/** Problems of a value by its schema that are told; the others are counted. */
const MAX_PROBLEMS = 20;

/** What a text holds as JSON: `{ value }`, where nil stands for JSON's null at the top too, or `{ problem }`. */
function readJson({ args }: HostCall): Value {
  return createValueMap(Object.entries(parseJson(String(args[0]))));
}

/** The schema itself, or what its text says. */
function readSchema(schema: Value): Value {
  if (schema === undefined) throw new LuaRaise(`assert.json_schema: a schema is expected, got ${luaTypeName(schema)}`);
  if (typeof schema !== 'string') return schema;
  const parsed = parseJson(schema);
  if ('problem' in parsed) throw new LuaRaise(`assert.json_schema: the schema is not JSON: ${parsed.problem}`);
  return parsed.value;
}

function validate({ args }: HostCall): Value {
  const [value, schema, isText] = args;
  const read = readSchema(schema);
  const problems = refuseBadSchema(() => checkSchema(read, value, { isFromLua: isText !== true }));
  const shown = problems.slice(0, MAX_PROBLEMS).map(({ path, message }) => `${path}: ${message}`);
  return createValueMap([
    ['count', problems.length],
    ['shown', shown],
  ]);
}

function refuseBadSchema<T>(use: () => T): T {
  try {
    return use();
  } catch (error) {
    if (error instanceof SchemaError) throw new LuaRaise(`assert.json_schema: ${error.message}`);
    throw error;
  }
}

/** What checks of texts ask of the host. */
export const textFunctions: HostPart = {
  internal: failOnMisuse({
    'text.read_json': (call) => answerValue(readJson(call)),
    'text.validate': (call) => answerValue(validate(call)),
    'text.read_schema': ({ args }) => {
      const schema = readSchema(args[0]);
      refuseBadSchema(() => compileSchema(schema));
      return answerValue();
    },
    'text.estimate_tokens': ({ args }) => answerValue(estimateTokens(String(args[0]))),
  }),
};
