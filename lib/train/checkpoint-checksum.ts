import { closeSync, fstatSync, openSync, readSync } from "node:fs";
import { crc32 } from "node:zlib";
import { InputError } from "../errors.js";
import type { SafetensorsEntry } from "../tensor/index.js";

const PIECE_BYTES = 1 << 20;
const CHECKSUM_BYTES = 4;

/**
 * Reads a whole checkpoint and compares it with the checksum that ends it: the CRC-32 of every byte before, as
 * src/io/safetensors_writer.cpp writes it.
 *
 * @param entry where the checksum lies
 * @throws {InputError} naming the file: other bytes than were written
 */
export function requireChecksum(path: string, entry: SafetensorsEntry | undefined): void {
  const file = openSync(path, "r");
  try {
    const bytes = fstatSync(file).size - CHECKSUM_BYTES;
    if (entry?.offset !== bytes || entry.byteLength !== CHECKSUM_BYTES) {
      throw InputError.at(
        path,
        "expected a checkpoint that ends with its checksum but it does not",
      );
    }
    const wanted = readAt(file, path, bytes, CHECKSUM_BYTES).readUInt32LE();
    let sum = 0;
    for (let at = 0; at < bytes; at += PIECE_BYTES) {
      sum = crc32(readAt(file, path, at, Math.min(PIECE_BYTES, bytes - at)), sum);
    }
    if (sum === wanted) return;
    const [expected, received] = [wanted, sum].map((one) => one.toString(16).padStart(8, "0"));
    throw InputError.at(
      path,
      `expected the checksum ${expected}, which the file ends with, but received ${received}: it is damaged`,
    );
  } finally {
    closeSync(file);
  }
}

function readAt(file: number, path: string, offset: number, bytes: number): Buffer {
  const piece = Buffer.allocUnsafe(bytes);
  if (readSync(file, piece, 0, bytes, offset) === bytes) return piece;
  throw InputError.at(path, `expected ${offset + bytes} bytes but it has been cut off meanwhile`);
}
