import { describe, expect, it } from 'vitest';
import { compileLua } from '../../src/vm/compile.js';
import { readPrelude } from '../../src/vm/read-prelude.js';
import { Vm } from '../../src/vm/vm.js';
import { decodeImage, encodeImage, type VmImage } from '../../src/vm/vm-image.js';
import { createHost } from '../../src/world/host.js';

const compiled = compileLua();
const { dispatch, preludeSettings: settings } = createHost(() => {
  throw new Error('there is no world');
});
const open = (prelude: ReturnType<typeof readPrelude> | VmImage, memoryMb = 64) =>
  new Vm({ compiled, prelude, dispatch, settings, memoryBytes: memoryMb * 1024 * 1024 });
const image = open(readPrelude()).takeImage();

describe('an image of a VM', () => {
  it('is the same whenever it is taken, whatever the memory is capped at', () => {
    expect(encodeImage(open(readPrelude(), 128).takeImage())).toEqual(encodeImage(image));
  });

  it('makes a VM whose memory is the same, to the byte', () => {
    expect(encodeImage(open(image).takeImage())).toEqual(encodeImage(image));
  });

  it('makes VMs that do not share what they change', async () => {
    const [one, other] = [open(image), open(image)];
    await one.call('load_part', ['soft']);
    expect(encodeImage(other.takeImage())).toEqual(encodeImage(image));
  });

  it('goes through bytes, also those that threads share', () => {
    const bytes = encodeImage(image);
    const shared = new Uint8Array(new SharedArrayBuffer(bytes.length));
    shared.set(bytes);
    expect(encodeImage(decodeImage(shared))).toEqual(bytes);
  });

  it('is refused by another build of Lua, which has its functions at other places', () => {
    const kept = { ...image.kept, dispatch: Number(image.kept.dispatch) + 1 };
    expect(() => open({ ...image, kept })).toThrow('the image is of another build of Lua');
  });

  it('leaves the VM as many bytes to grow by as one that ran the prelude has', () => {
    expect(open(image).memoryBytes).toBe(open(readPrelude()).memoryBytes);
  });
});
