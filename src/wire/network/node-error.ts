import type { HttpFailureKind } from '../../mock/http/http-request.js';

/** An error as Node's network has it: known by its code. */
export class NodeError extends Error {
  readonly code: string;
  readonly errno: number;
  readonly syscall: string;

  constructor(message: string, { code, errno, syscall }: { code: string; errno: number; syscall: string }) {
    super(message);
    this.code = code;
    this.errno = errno;
    this.syscall = syscall;
  }
}

/** The network is closed to whoever tried. */
export class NetworkClosed extends NodeError {
  constructor(message: string) {
    super(message, { code: 'ERR_NETWORK_CLOSED', errno: -101, syscall: 'connect' });
    this.name = 'NetworkClosed';
  }
}

/** What Node tells of each fault; numbers are Linux's, whatever runs this. */
const ERRORS: Readonly<Record<HttpFailureKind, { code: string; errno: number; syscall: string }>> = {
  dns_failure: { code: 'ENOTFOUND', errno: -3008, syscall: 'getaddrinfo' },
  connection_refused: { code: 'ECONNREFUSED', errno: -111, syscall: 'connect' },
  connection_reset: { code: 'ECONNRESET', errno: -104, syscall: 'read' },
  timeout: { code: 'ETIMEDOUT', errno: -110, syscall: 'connect' },
  truncated: { code: 'ECONNRESET', errno: -104, syscall: 'read' },
};

/** A fault of the network as an error of Node's, such as `connect ECONNREFUSED api.example.com:443`. */
export function createNodeError(kind: HttpFailureKind, url: URL): NodeError {
  const { code, errno, syscall } = ERRORS[kind];
  const place =
    kind === 'dns_failure' ? ` ${url.hostname}` : syscall === 'connect' ? ` ${url.hostname}:${portOf(url)}` : '';
  return new NodeError(`${syscall} ${code}${place}`, { code, errno, syscall });
}

/** The port, also where the protocol goes without saying. */
export function portOf({ port, protocol }: URL): number {
  if (port !== '') return Number(port);
  return protocol === 'https:' ? 443 : 80;
}
