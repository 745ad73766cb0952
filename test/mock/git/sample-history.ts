/** A history with all that can happen in one: merges, deletions, files that become folders, bytes, odd names and line ends. */
export const SAMPLE = {
  staged: {
    'lib/auth.lua': [
      'local auth = {}',
      '',
      'function auth.login(user)',
      '  return user ~= nil',
      'end',
      '',
      'return auth',
    ],
    'lib/new.lua': 'return "staged"\n',
    'docs/guide.md': null,
    'lib/util': null,
    'lib/util/init.lua': 'return {}\n',
  },
  changes: {
    'lib/new.lua': 'return "staged and changed"\n',
    'README.md': '# Shop\n\nNot committed.\n',
    'data/logo.bin': null,
    'notes.txt': 'untracked\n',
    'tmp/deep/file.txt': 'untracked too\n',
  },
  commits: [
    {
      message: 'Spread the lists',
      author: 'Aiko Tanaka <aiko@example.com>',
      date: '2024-12-30T18:00:00Z',
      tag: 'v2.0',
      changes: { 'data/list.txt': lines(1, 40, { 3: 'three', 38: 'thirty-eight' }) },
    },
    {
      message: 'Merge passkeys\n\nBoth sides had notes.',
      author: 'Mira Holt <mira@example.com>',
      date: '2024-12-29T10:00:00Z',
      parents: ['trunk', 'passkeys'],
      changes: { 'NOTES.md': ['Notes of both', 'sides', 'and more'] },
    },
    {
      message: 'Log in with a passkey',
      author: 'Aiko Tanaka <aiko@example.com>',
      date: '2024-12-28T12:00:00Z',
      branch: 'passkeys',
      parents: ['fork'],
      changes: {
        'lib/passkey.lua': 'return { kind = "passkey" }\n',
        'NOTES.md': ['Notes', '', 'and more of the branch'],
        'docs/old.md': null,
      },
    },
    {
      message: 'Round to the cent',
      author: 'Jonas Weber <jonas@example.com>',
      date: '2024-12-28T09:30:00+01:00',
      branch: 'trunk',
      changes: {
        'lib/money.lua': [
          'local money = {}',
          '',
          'function money.round(x)',
          '  return math.floor(x * 100 + 0.5) / 100',
          'end',
          '',
          'return money',
        ],
        'NOTES.md': ['Our notes', '', 'and more'],
      },
    },
    {
      message: 'Go back to the first guide',
      author: 'Mira Holt <mira@example.com>',
      date: '2024-12-26T08:00:00Z',
      tag: 'fork',
      changes: {
        'docs/guide.md': 'Guide\n',
        'data/logo.bin': { base64: 'AAECAwQ=' },
        'a folder/two words.txt': 'one\ntwo',
      },
    },
    {
      message: 'Handle Windows, latin1 and names\n\nSeveral things\nat once.\n\n  indented\n',
      author: 'Zoë "Z" Müller <zoe@example.com>',
      date: '2024-12-24',
      tag: ['v1.1', 'release/last'],
      changes: {
        'docs/guide.md': 'Guide\r\nwith CRLF\r\n',
        'docs/latin1.txt': { base64: Buffer.from('caf\xe9\nna\xefve\n', 'latin1').toString('base64') },
        'docs/žluťoučký.md': 'kůň\n',
        'data/logo.bin': { base64: 'AAECAw==' },
        'a folder/two words.txt': 'one\ntwo\n',
        empty: '',
      },
    },
    {
      message: 'Nothing new',
      author: 'Mira Holt <mira@example.com>',
      date: '2024-12-20T10:00:00Z',
    },
    {
      message: 'Begin',
      author: 'Mira Holt',
      date: '2024-12-18T10:00:00Z',
      tag: 'v1.0',
      changes: {
        'README.md': ['# Shop'],
        'NOTES.md': ['Notes', '', 'and more'],
        'lib/auth.lua': ['local auth = {}', '', 'function auth.login(user)', '  return true', 'end', '', 'return auth'],
        'lib/util': 'return 1\n',
        'docs/guide.md': 'Guide\n',
        'docs/old.md': 'old\n',
        'data/list.txt': lines(1, 40),
      },
    },
  ],
};

function lines(from: number, to: number, others: Readonly<Record<number, string>> = {}): string[] {
  return Array.from({ length: to - from + 1 }, (_, i) => others[from + i] ?? `line ${from + i}`);
}
