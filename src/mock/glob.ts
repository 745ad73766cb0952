import type Picomatch from 'picomatch';
import { loadLate } from '../model/load-late.js';

/**
 * A glob as the question whether it matches a path: all that picomatch knows, POSIX classes too; files that start with a
 * dot are found, and case counts. The same on every system. What compiles it is loaded when a script first globs.
 */
export function compileGlob(pattern: string): (path: string) => boolean {
  // The package exports this one function.
  const picomatch = loadLate('picomatch', import.meta.url) as typeof Picomatch;
  const matches = picomatch(pattern, { dot: true, posix: true, windows: false });
  // With a second argument, such as the one that filter gives, it would answer otherwise.
  return (path) => matches(path);
}

/** Whether one of several globs matches; all of them where there is none. */
export function compileGlobs(patterns: readonly string[]): (path: string) => boolean {
  if (patterns.length === 0) return () => true;
  const matchers = patterns.map(compileGlob);
  return (path) => matchers.some((matches) => matches(path));
}
