/** A rule that raised. `message` is Lua's, with the line where it was raised. */
export class RuleRaise extends Error {
  constructor(message: string) {
    super(message);
    this.name = 'RuleRaise';
  }
}

/** What a rule gave cannot be told outside Lua: a function, a table that contains itself, too much of it. */
export class ResultError extends Error {
  constructor(message: string) {
    super(message);
    this.name = 'ResultError';
  }
}

/** The VM gave up (out of memory, a trap): it is made anew before the next call. */
export class RuleVmFault extends Error {
  constructor(message: string, cause: unknown) {
    super(message, { cause });
    this.name = 'RuleVmFault';
  }
}
