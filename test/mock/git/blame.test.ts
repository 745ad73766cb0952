import { expect, it } from 'vitest';
import { openTestVm } from '../../vm/harness.js';

it('blame asks, of a merge’s parents, one with the very same file alone, although the first has some of its lines', async () => {
  const authors = await openTestVm().run(`
    git.use{
      { message = "merge", parents = { "ours", "theirs" }, changes = { ["f.txt"] = { "a", "b" } } },
      { message = "x", tag = "ours", author = "Ours", parents = { "v1" }, changes = { ["f.txt"] = { "b" } } },
      { message = "y", tag = "theirs", author = "Theirs", parents = { "v1" }, changes = { ["f.txt"] = { "a", "b" } } },
      { message = "begin", tag = "v1", changes = { ["g.txt"] = { "g" } } },
    }
    local lines = git.blame("f.txt")
    return lines[1].author, lines[2].author`);
  expect(authors).toEqual(['Theirs', 'Theirs']);
});
