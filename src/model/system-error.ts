/** What the operating system's error codes say, in words that need no manual. */
const WORDS: Readonly<Record<string, string>> = {
  EACCES: 'permission denied',
  EBUSY: 'it is in use',
  EDQUOT: 'the disk quota is used up',
  EEXIST: 'something else has that name',
  EFBIG: 'it would be too large',
  EISDIR: 'it is a folder',
  ELOOP: 'its symbolic links form a circle',
  EMFILE: 'too many files are open',
  ENAMETOOLONG: 'its name is too long',
  ENFILE: 'too many files are open',
  ENOENT: 'it does not exist',
  ENOSPC: 'no space is left on the disk',
  ENOTDIR: 'a part of its path is not a folder',
  ENOTEMPTY: 'it is a folder',
  EPERM: 'permission denied',
  EROFS: 'the file system is read-only',
};

/**
 * Why the operating system refused, such as `permission denied (EACCES)`; undefined where the error did not come from
 * the operating system.
 */
export function showSystemError(error: unknown): string | undefined {
  if (!(error instanceof Error) || !('code' in error) || !('syscall' in error)) return undefined;
  const code = String(error.code);
  return code in WORDS ? `${WORDS[code]} (${code})` : code;
}
