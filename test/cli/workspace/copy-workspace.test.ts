import { chmodSync, existsSync, readdirSync, readFileSync, statSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it, onTestFinished } from 'vitest';
import { copyWorkspace } from '../../../src/cli/workspace/copy-workspace.js';
import { openProject } from '../../e2e/moonrig.js';

async function copy(root: string, signal = new AbortController().signal) {
  const complaints: string[] = [];
  const made = await copyWorkspace({ root, folder: 'app', signal, complain: (text) => complaints.push(text) });
  onTestFinished(() => made.remove());
  return { ...made, complaints, base: join(made.workspace.folder, 'base') };
}

it('copies files byte for byte, links as what they lead to, and everything so that it can be written', async () => {
  const root = openProject({
    'app/a/b.bin': Uint8Array.of(0, 255, 10),
    'app/locked': 'x',
    'app/run.sh': '#!/bin/sh',
  });
  chmodSync(join(root, 'app/locked'), 0o444);
  chmodSync(join(root, 'app/run.sh'), 0o755);
  symlinkSync('a/b.bin', join(root, 'app/link'));
  const { base, complaints, warnings, workspace } = await copy(root);
  expect(readdirSync(base, { recursive: true }).sort()).toEqual(['a', 'a/b.bin', 'link', 'locked', 'run.sh']);
  expect([...readFileSync(join(base, 'link'))]).toEqual([0, 255, 10]);
  expect(statSync(join(base, 'locked')).mode & 0o200).toBe(0o200);
  expect(statSync(join(base, 'run.sh')).mode & 0o111).toBe(0o111);
  expect([complaints, warnings, workspace.shown, workspace.refused]).toEqual([[], [], 'real:app', {}]);
});

it('is gone when it is removed, as often as that is said', async () => {
  const { workspace, remove } = await copy(openProject({ 'app/a': '1' }));
  expect(existsSync(workspace.folder)).toBe(true);
  remove();
  remove();
  expect(existsSync(workspace.folder)).toBe(false);
});

it('leaves off when the user interrupts', async () => {
  const files = Object.fromEntries(Array.from({ length: 200 }, (_, i) => [`app/f${i}`, 'x']));
  const { base } = await copy(openProject(files), AbortSignal.abort());
  expect(readdirSync(base)).toEqual([]);
});
