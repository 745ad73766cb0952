import dgram from 'node:dgram';
import dns from 'node:dns';
import net from 'node:net';

/** What somebody tries to reach, beyond the reach of mocks. */
export interface Target {
  /** `connect 10.0.0.1:5432`, `look up db.internal`. */
  readonly what: string;
  readonly host: string;
  /** Undefined where any port may be meant. */
  readonly port?: number | string;
}

/** The error for whoever tries, by the function `below`; undefined where he may. */
export type Decide = (target: Target, below: Below) => Error | undefined;

type Below = (...args: never[]) => unknown;

/**
 * Closes this thread's network below everything that has mocks: connections of every kind, datagrams, names. It stays closed
 * for as long as the thread lives. Node's own modules are changed, so it must be done before a module is loaded that takes
 * functions out of them.
 */
export function closeNetwork(decide: Decide): void {
  guardConnections(decide);
  guardDatagrams(decide);
  guardNames(decide);
}

function guardConnections(decide: Decide): void {
  const { connect } = net.Socket.prototype;
  net.Socket.prototype.connect = function guardedConnect(this: net.Socket, ...args: unknown[]) {
    const refused = decide(readTarget(args), guardedConnect);
    // The types of the overloads cannot be spread; these are the arguments it was called with.
    if (refused === undefined) return Reflect.apply(connect, this, args) as net.Socket;
    process.nextTick(() => this.destroy(refused));
    return this;
  };
}

/** `connect(options)`, `connect(path)`, `connect(port, host)`, or what Node makes of these itself: a list of them. */
function readTarget([first, second]: readonly unknown[]): Target {
  const given: unknown = Array.isArray(first) ? first[0] : first;
  const isObject = typeof given === 'object' && given !== null;
  const options: net.NetConnectOpts | undefined = isObject ? (given as net.NetConnectOpts) : undefined;
  if (options !== undefined && 'path' in options && options.path) return pathTarget(options.path);
  if (typeof given === 'string' && !/^\d+$/.test(given)) return pathTarget(given);
  const port = options !== undefined && 'port' in options ? options.port : Number(given);
  const named = options !== undefined && 'host' in options ? options.host : second;
  const host = typeof named === 'string' ? named : 'localhost';
  return { what: `connect ${host}:${port}`, host, port };
}

function pathTarget(path: string): Target {
  return { what: `connect ${path}`, host: path };
}

function guardDatagrams(decide: Decide): void {
  const { send, connect } = dgram.Socket.prototype;
  const refuse = (below: Below, host: unknown, port: unknown): void => {
    const name = typeof host === 'string' ? host : 'localhost';
    const refused = decide({ what: `send to ${name}:${String(port)}`, host: name, port: Number(port) }, below);
    if (refused !== undefined) throw refused;
  };
  // Both have overloads that tell host and port apart by their types.
  dgram.Socket.prototype.send = function guardedSend(this: dgram.Socket, ...args: unknown[]) {
    const port = args.slice(1).findLast((arg) => typeof arg === 'number');
    refuse(
      guardedSend,
      args.slice(1).find((arg) => typeof arg === 'string'),
      port,
    );
    Reflect.apply(send, this, args);
  };
  dgram.Socket.prototype.connect = function guardedConnect(this: dgram.Socket, ...args: unknown[]) {
    refuse(guardedConnect, args[1], args[0]);
    Reflect.apply(connect, this, args);
  };
}

const RESOLVERS = [
  'lookupService',
  'resolve',
  'resolve4',
  'resolve6',
  'resolveAny',
  'resolveCaa',
  'resolveCname',
  'resolveMx',
  'resolveNaptr',
  'resolveNs',
  'resolvePtr',
  'resolveSoa',
  'resolveSrv',
  'resolveTxt',
  'reverse',
];

function guardNames(decide: Decide): void {
  const refuse: RefuseName = (name, below) => decide({ what: `look up ${String(name)}`, host: String(name) }, below);
  for (const owner of [dns, dns.Resolver.prototype]) guardFunctions(owner, guardCallback(refuse));
  for (const owner of [dns.promises, dns.promises.Resolver.prototype]) guardFunctions(owner, guardPromise(refuse));
}

type AnyFunction = (this: unknown, ...args: unknown[]) => unknown;
type Wrap = (run: AnyFunction) => AnyFunction;
type RefuseName = (name: unknown, below: Below) => Error | undefined;

function guardFunctions(owner: object, wrap: Wrap): void {
  for (const name of ['lookup', ...RESOLVERS]) {
    const run: unknown = Reflect.get(owner, name);
    if (typeof run === 'function') Reflect.set(owner, name, wrap(run as AnyFunction));
  }
}

function guardCallback(refuse: RefuseName): Wrap {
  return (run) =>
    function guarded(...args) {
      const refused = refuse(args[0], guarded);
      if (refused === undefined) return Reflect.apply(run, this, args);
      const callback = args.at(-1);
      if (typeof callback !== 'function') throw refused;
      process.nextTick(() => callback(refused));
      return undefined;
    };
}

function guardPromise(refuse: RefuseName): Wrap {
  return (run) =>
    function guarded(...args) {
      const refused = refuse(args[0], guarded);
      return refused === undefined ? Reflect.apply(run, this, args) : Promise.reject(refused);
    };
}
