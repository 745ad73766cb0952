/** Places that the config leaves open: `host:port`, or `host` for all its ports. */
export class AllowList {
  readonly #entries: readonly string[];

  constructor(entries: readonly string[]) {
    this.#entries = entries.map((entry) => entry.toLowerCase());
  }

  /** Without a port: whether the host is named at all, with which port ever. */
  allows(host: string, port?: number | string): boolean {
    const name = bare(host.toLowerCase());
    return this.#entries.some((entry) => {
      const [, entryHost = entry, entryPort] = /^(.*?)(?::(\d+))?$/.exec(withoutZone(entry)) ?? [];
      if (bare(entryHost) !== name) return false;
      return entryPort === undefined || port === undefined || entryPort === String(port);
    });
  }
}

/** IPv6 addresses stand in brackets only where a port follows. */
function bare(host: string): string {
  return host.replace(/^\[(.*)\]$/, '$1');
}

/** An IPv6 address without brackets has colons, and no port. */
function withoutZone(entry: string): string {
  return entry.split(':').length > 2 && !entry.startsWith('[') ? `[${entry}]` : entry;
}
