const KEY = 'moonrig-report-theme';

/**
 * @param {'light' | 'dark' | ''} theme nothing is the one kept, else the system's
 */
export function applyTheme(theme) {
  document.documentElement.dataset.theme = theme || readKept();
}

/** The other theme than the one on show; kept for the next report. */
export function otherTheme() {
  const shown = document.documentElement.dataset.theme || (isSystemDark() ? 'dark' : 'light');
  const other = shown === 'dark' ? 'light' : 'dark';
  try {
    localStorage.setItem(KEY, other);
  } catch {
    // A browser may forbid storage to files; the address still carries the theme.
  }
  return other;
}

function readKept() {
  try {
    return localStorage.getItem(KEY) ?? '';
  } catch {
    return '';
  }
}

function isSystemDark() {
  return matchMedia('(prefers-color-scheme: dark)').matches;
}
