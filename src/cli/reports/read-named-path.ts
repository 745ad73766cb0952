import { KnownError } from '../../model/known-error.js';
import { suggestName } from '../../model/suggest.js';

/** A report that was asked for; its default path where it has none of its own. */
export interface NamedPath<Name extends string> {
  readonly name: Name;
  /** As the user wrote it: absolute, or relative to the project. */
  readonly path?: string;
}

/** What reads `--reporter name` or `--reporter name:path`; it throws KnownError for a report that does not exist and for an empty path. */
export function createReportReader<Name extends string>(
  names: readonly string[],
  isName: (text: string) => text is Name,
): (text: string) => NamedPath<Name> {
  return (text) => {
    const [, name = text, path] = /^([^:]*):(.*)$/s.exec(text) ?? [];
    if (!isName(name)) {
      const near = suggestName(name, names);
      throw new KnownError('bad-command-line', `--reporter ${text}: there is no report ${JSON.stringify(name)}`, {
        hint: near === undefined ? `there are ${names.join(', ')}` : `did you mean ${near}?`,
      });
    }
    if (path === '') throw new KnownError('bad-command-line', `--reporter ${text}: the path is empty`);
    return path === undefined ? { name } : { name, path };
  };
}
