import { createRequire } from 'node:module';
import { expect, it } from 'vitest';
import { createProject } from '../support/project.js';
import { openTestVm } from '../vm/harness.js';

/** The packages behind git that have been loaded. */
function listLoaded(): string[] {
  const paths = Object.keys(createRequire(import.meta.url).cache);
  const isLoaded = (name: string) => paths.some((path) => path.includes(`/node_modules/${name}/`));
  return ['isomorphic-git', 'diff'].filter(isLoaded);
}

it('loads the package of diffs for the first diff, and those of real repositories for the first of them', async () => {
  const mocked = openTestVm();
  await mocked.run(
    'git.use{ { message = "x", changes = { a = "a\\n" } } } git.log() git.commits() git.status() git.branch()',
  );
  await mocked.run('git.show("HEAD", "a") git.blame("a")');
  expect(listLoaded()).toEqual([]);
  await mocked.run('git.show("HEAD")');
  expect(listLoaded()).toEqual(['diff']);
  const empty = createProject({ '.git/HEAD': 'ref: refs/heads/main\n', '.git/objects/x': '', '.git/refs/x': '' });
  const real = openTestVm({}, { git: { repository: empty } });
  expect(listLoaded()).toEqual(['diff']);
  expect(await real.run('return git.branch()')).toEqual(['main', []]);
  expect(listLoaded()).toEqual(['isomorphic-git', 'diff']);
});
