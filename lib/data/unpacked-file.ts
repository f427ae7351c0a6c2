import { readFileSync } from "node:fs";
import { constants, gunzipSync } from "node:zlib";
import { unreadable } from "./file-hash.js";

/** The whole of a file as it is. */
export function readWhole(path: string): Uint8Array {
  try {
    return readFileSync(path);
  } catch (error) {
    throw unreadable(path, error);
  }
}

/** Whether these are the bytes of a gzipped file. */
export function isPacked(file: Uint8Array): boolean {
  return file[0] === 0x1f && file[1] === 0x8b;
}

/** The first bytes of what a gzipped file unpacks to. */
export function unpackStart(path: string, file: Uint8Array): Uint8Array {
  try {
    return gunzipSync(file.subarray(0, 1024), { finishFlush: constants.Z_SYNC_FLUSH });
  } catch (error) {
    throw unreadable(path, error);
  }
}

/**
 * All that a gzipped file unpacks to, or undefined if that is more than `most` bytes: a small file
 * can hold much.
 */
export function unpack(path: string, file: Uint8Array, most: number): Uint8Array | undefined {
  try {
    return gunzipSync(file, { maxOutputLength: most });
  } catch (error) {
    if (error instanceof RangeError) return undefined;
    throw unreadable(path, error);
  }
}
