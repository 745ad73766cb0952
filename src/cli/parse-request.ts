import { CommanderError, Command as Parser, Option as ParserOption } from 'commander';
import { KnownError } from '../model/known-error.js';
import type { CommandShape, Option, Request } from './command-shape.js';

/**
 * Parses what stands behind a command's name. `Flags` must be what the shape's options read. Throws KnownError, with
 * the flag that was meant where one is near.
 */
export function parseRequest<Flags>(shape: CommandShape, argv: readonly string[]): Request<Flags> {
  const parser = createParser(shape);
  try {
    parser.parse(fillBareFlags(shape.options, argv), { from: 'user' });
  } catch (error) {
    throw error instanceof CommanderError ? toKnownError(error, shape.name) : error;
  }
  // Commander's options are untyped; each was read by the shape's own reader.
  return { flags: parser.opts() as Flags, paths: parser.args };
}

/** A command's help page. */
export function showCommandHelp(shape: CommandShape): string {
  const examples = shape.examples.map((example) => `  ${example}\n`).join('');
  return `${createParser(shape).helpInformation()}\nExamples:\n${examples}`;
}

function createParser(shape: CommandShape): Parser {
  const parser = new Parser(`moonrig ${shape.name}`)
    .description(shape.summary)
    .helpOption('-h, --help', 'show this page')
    .configureOutput({ writeErr: () => {}, outputError: () => {} })
    .configureHelp({ helpWidth: 110 })
    .exitOverride();
  if (shape.argument !== undefined) parser.argument(shape.argument.name, shape.argument.summary);
  for (const option of shape.options) parser.addOption(createOption(option));
  return parser;
}

function createOption({ flags, summary, read, isRepeatable }: Option): ParserOption {
  const option = new ParserOption(flags, summary);
  const readValue = read ?? ((text: string): unknown => text);
  if (!option.required && !option.optional) return option;
  if (!isRepeatable) return option.argParser(readValue);
  return option.argParser<readonly unknown[]>((text, before) => [...(before ?? []), readValue(text)]);
}

/** Gives a flag whose value may be left out its value, so that commander does not take the path behind it for one. */
function fillBareFlags(options: readonly Option[], argv: readonly string[]): string[] {
  const bare = new Map(options.flatMap(({ flags, bare }) => (bare === undefined ? [] : [[flags.split(' ')[0], bare]])));
  return argv.map((arg, index) => {
    const value = bare.get(arg);
    return value === undefined || /^\d+$/.test(argv[index + 1] ?? '') ? arg : `${arg}=${value}`;
  });
}

function toKnownError(error: CommanderError, name: string): KnownError {
  const [first = '', second = ''] = error.message.replace(/^error: /, '').split('\n');
  const near = /^\(Did you mean (?:one of )?(.+)\?\)$/.exec(second)?.[1];
  const hint = near === undefined ? `\`moonrig help ${name}\` lists what it takes` : `did you mean ${near}?`;
  return new KnownError('bad-command-line', first, { hint });
}
