import { readFileSync } from 'node:fs';
import { hostname } from 'node:os';
import { basename, join } from 'node:path';
import { RECORD_FORMAT, type RunEvent } from '../model/run-event.js';
import type { RunSettings } from '../model/settings.js';
import { MOONRIG_VERSION } from '../model/version.js';

/** The event that begins a run. */
export function describeStart(settings: RunSettings, workerCount: number): RunEvent {
  return {
    kind: 'run.started',
    format: RECORD_FORMAT,
    moonrigVersion: MOONRIG_VERSION,
    nodeVersion: process.versions.node,
    hostname: hostname(),
    startedAt: new Date().toISOString(),
    project: nameProject(settings.root),
    seed: settings.seed,
    workerCount,
  };
}

/** The name in the project's package.json, else its folder's. */
export function nameProject(root: string): string {
  try {
    const manifest: unknown = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'));
    if (typeof manifest === 'object' && manifest !== null && 'name' in manifest && typeof manifest.name === 'string') {
      return manifest.name;
    }
  } catch (error) {
    const isMissing = error instanceof SyntaxError || (error instanceof Error && 'code' in error);
    if (!isMissing) throw error;
  }
  return basename(root);
}
