import { closeSync, openSync, readSync } from "node:fs";
import { unreadable } from "./file-hash.js";

// Linux reads no more than about 2 GiB at once.
const mostAtOnce = 2 ** 30;

/**
 * Reads `length` bytes from `offset` of a file.
 *
 * @throws InputError naming the file when it cannot be read or ends early.
 */
export function readPiece(path: string, offset: number, length: number): ArrayBuffer {
  const buffer = new ArrayBuffer(length);
  const bytes = new Uint8Array(buffer);
  try {
    const file = openSync(path, "r");
    try {
      for (let done = 0; done < length; ) {
        const read = readSync(
          file,
          bytes,
          done,
          Math.min(length - done, mostAtOnce),
          offset + done,
        );
        if (read === 0) throw new Error("it became shorter while it was read");
        done += read;
      }
    } finally {
      closeSync(file);
    }
  } catch (error) {
    throw unreadable(path, error);
  }
  return buffer;
}
