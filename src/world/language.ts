/** Language names by file name and by extension, lower case. */
interface LanguageData {
  readonly byName: ReadonlyMap<string, string>;
  readonly byExtension: ReadonlyMap<string, string>;
}

/** What is read of each of Linguist's entries; many lack one list or the other. */
interface Language {
  readonly name: string;
  readonly filenames?: readonly string[];
  readonly extensions?: readonly string[];
}

let data: LanguageData | undefined;

/**
 * Extensions that several languages claim, and the one that is meant where nothing else tells; GitHub Linguist decides
 * these by content.
 */
const COMMON: Readonly<Record<string, string>> = {
  '.c': 'c',
  '.cs': 'c#',
  '.ex': 'elixir',
  '.h': 'c',
  '.html': 'html',
  '.json': 'json',
  '.md': 'markdown',
  '.php': 'php',
  '.pl': 'perl',
  '.r': 'r',
  '.rs': 'rust',
  '.sql': 'sql',
  '.ts': 'typescript',
  '.tsx': 'tsx',
  '.v': 'verilog',
  '.yaml': 'yaml',
  '.yml': 'yaml',
};

/** Loads GitHub Linguist's list (about 800 small modules, so only when a script asks for it). */
export async function loadLanguageData(): Promise<void> {
  const languages: Record<string, Language> = await import('linguist-languages');
  const byName = new Map<string, string>();
  const byExtension = new Map<string, string>();
  for (const language of Object.values(languages)) {
    const name = language.name.toLowerCase();
    for (const file of language.filenames ?? []) if (!byName.has(file)) byName.set(file, name);
    for (const extension of language.extensions ?? [])
      if (!byExtension.has(extension)) byExtension.set(extension, name);
  }
  for (const [extension, name] of Object.entries(COMMON)) byExtension.set(extension, name);
  data = { byName, byExtension };
}

export function isLanguageDataLoaded(): boolean {
  return data !== undefined;
}

/** The language of a file by its name, in lower case (`elixir`, `c++`); `unknown` where the name does not tell. */
export function detectLanguage(path: string): string {
  if (data === undefined) throw new Error('the list of languages has not been loaded');
  const name = path.slice(path.lastIndexOf('/') + 1);
  const known = data.byName.get(name);
  if (known !== undefined) return known;
  for (let dot = name.indexOf('.'); dot !== -1; dot = name.indexOf('.', dot + 1)) {
    const language = data.byExtension.get(name.slice(dot).toLowerCase());
    if (language !== undefined) return language;
  }
  return 'unknown';
}
