import { cpus } from 'node:os';
import type { BenchEnvironment } from '../../model/bench-record.js';
import { MOONRIG_VERSION } from '../../model/version.js';

/** The machine this process runs on. */
export function describeEnvironment(): BenchEnvironment {
  const cores = cpus();
  return {
    cpu: cores[0]?.model.trim() || 'unknown',
    coreCount: cores.length,
    platform: `${process.platform} ${process.arch}`,
    nodeVersion: process.versions.node,
    v8Version: process.versions.v8,
    moonrigVersion: MOONRIG_VERSION,
  };
}

/** What two environments differ in: `Node 22.1.0, then 20.19.0`. */
export function listDifferences(now: BenchEnvironment, then: BenchEnvironment): string[] {
  const names: Readonly<Record<keyof BenchEnvironment, string>> = {
    cpu: 'processor',
    coreCount: 'cores',
    platform: 'platform',
    nodeVersion: 'Node',
    v8Version: 'V8',
    moonrigVersion: 'moonrig',
  };
  // The keys are those written above.
  const keys = Object.keys(names) as (keyof BenchEnvironment)[];
  return keys.filter((key) => now[key] !== then[key]).map((key) => `${names[key]} ${now[key]}, then ${then[key]}`);
}
