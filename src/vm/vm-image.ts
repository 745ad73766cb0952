/** Numbers that JavaScript remembers of a VM's memory: addresses and references, by what they are of. */
export type Kept = Readonly<Record<string, number>>;

/** A VM as it is before its first call, to be made again without running anything. The same build of Lua is asked for. */
export interface VmImage {
  readonly kept: Kept;
  /** Length of the whole memory. */
  readonly memoryBytes: number;
  /** The parts of the memory that hold something; all else is zero. */
  readonly parts: readonly { readonly at: number; readonly bytes: Uint8Array }[];
}

interface Header {
  readonly kept: Kept;
  readonly memoryBytes: number;
  /** Where each part begins and ends. */
  readonly ranges: readonly (readonly [number, number])[];
}

const LENGTH_BYTES = 4;

/** An image as bytes: the length of a JSON header as 32 bits (little-endian), the header, the parts one after another. */
export function encodeImage({ kept, memoryBytes, parts }: VmImage): Uint8Array {
  const ranges = parts.map(({ at, bytes }) => [at, at + bytes.length] as const);
  const header = new TextEncoder().encode(JSON.stringify({ kept, memoryBytes, ranges } satisfies Header));
  const length = new Uint8Array(LENGTH_BYTES);
  new DataView(length.buffer).setUint32(0, header.length, true);
  return Buffer.concat([length, header, ...parts.map(({ bytes }) => bytes)]);
}

/** The image that `encodeImage` made these bytes of; its parts are views of them. */
export function decodeImage(bytes: Uint8Array): VmImage {
  const headerEnd = LENGTH_BYTES + new DataView(bytes.buffer, bytes.byteOffset).getUint32(0, true);
  // The decoder takes no shared memory.
  const text = new TextDecoder().decode(bytes.slice(LENGTH_BYTES, headerEnd));
  const { kept, memoryBytes, ranges } = JSON.parse(text) as Header;
  let place = headerEnd;
  const parts = ranges.map(([from, to]) => {
    const part = bytes.subarray(place, place + to - from);
    place += to - from;
    return { at: from, bytes: part };
  });
  return { kept, memoryBytes, parts };
}
