import { InputError } from "../errors.js";
import { isPacked, readWhole, unpack, unpackStart } from "./unpacked-file.js";

/**
 * An IDX file of unsigned bytes: 4 bytes of magic, 4 of each dimension (big-endian), then the
 * values.
 */
export interface IdxFile {
  /** [count, height, width] of images, [count] of labels. */
  readonly shape: readonly number[];
  /** Row-major. */
  readonly values: Uint8Array;
  /** The whole file, unpacked. */
  readonly bytes: Uint8Array;
}

/**
 * Magic numbers of IDX files of unsigned bytes by what they hold: 0x0800 plus the number of
 * dimensions.
 */
const contents = { images: { magic: 2051, dimensions: 3 }, labels: { magic: 2049, dimensions: 1 } };

const largest = 2 ** 31 - 1;

/**
 * Reads an IDX file, gzipped or not.
 *
 * @throws InputError naming the file when it holds something else, is cut off or has bytes to
 *   spare.
 */
export function readIdx(path: string, holds: keyof typeof contents): IdxFile {
  const { magic, dimensions } = contents[holds];
  const file = readWhole(path);
  const packed = isPacked(file);
  const headerLength = 4 + 4 * dimensions;
  const head = packed ? unpackStart(path, file) : file;
  const fail = (message: string) => InputError.at(path, message);
  const view = new DataView(head.buffer, head.byteOffset, head.byteLength);
  if (head.length < 4)
    throw fail(`expected ${magicText(magic)} but found ${head.length} bytes in all`);
  const found = view.getUint32(0);
  if (found !== magic) throw fail(`expected ${magicText(magic)} but found ${magicText(found)}`);
  if (head.length < headerLength) {
    throw fail(`expected a header of ${headerLength} bytes but found ${head.length} bytes in all`);
  }
  const shape = Array.from({ length: dimensions }, (_, i) => view.getUint32(4 + 4 * i));
  const length = headerLength + shape.reduce((product, size) => product * size, 1);
  if (length === headerLength) throw fail(`expected at least one of ${holds} but found none`);
  if (length > largest) {
    throw fail(`expected at most ${largest} bytes but the header announces ${length}`);
  }
  const bytes = packed ? unpack(path, file, length) : file;
  if (bytes?.length !== length) {
    const announced = `${length} bytes for ${shape.join(" × ")} ${holds}`;
    throw fail(`expected ${announced} but found ${bytes ? bytes.length : "more"}`);
  }
  return { shape, values: bytes.subarray(headerLength), bytes };
}

function magicText(magic: number): string {
  const known = Object.entries(contents).find(([, content]) => content.magic === magic);
  return known ? `IDX ${known[0]} (magic ${magic})` : `magic ${magic}`;
}
