import { closeSync, fstatSync, openSync, readSync } from "node:fs";
import { InputError } from "../errors.js";
import { duplicateKey } from "./duplicate-key.js";

/** The format's own limit on the header. */
const LARGEST_HEADER = 100_000_000;
const LENGTH_BYTES = 8;

/** A header as the file has it, its entries not yet checked. */
export interface RawHeader {
  readonly entries: readonly (readonly [name: string, value: unknown])[];
  /** Where the values begin, and how many bytes of them there are. */
  readonly dataOffset: number;
  readonly dataBytes: number;
}

/**
 * Reads the header of a safetensors file: eight bytes of length, then so much JSON.
 *
 * @throws {InputError} naming the file: unreadable, shorter than its header, no JSON object, a name twice.
 */
export function readHeader(path: string): RawHeader {
  const { text, fileBytes, dataOffset } = withFile(path, (fd) => {
    const stat = fstatSync(fd);
    if (!stat.isFile()) throw InputError.at(path, "expected a file but received something else");
    const headerBytes = headerLength(path, fd, stat.size);
    return {
      text: readText(path, fd, headerBytes),
      fileBytes: stat.size,
      dataOffset: LENGTH_BYTES + headerBytes,
    };
  });
  return { entries: parseEntries(path, text), dataOffset, dataBytes: fileBytes - dataOffset };
}

function withFile<T>(path: string, act: (fd: number) => T): T {
  let fd: number | undefined;
  try {
    fd = openSync(path, "r");
    return act(fd);
  } catch (error) {
    if (error instanceof InputError) throw error;
    const reason = error instanceof Error ? error.message : String(error);
    throw InputError.at(path, `expected a readable file but received ${reason}`, { cause: error });
  } finally {
    if (fd !== undefined) closeSync(fd);
  }
}

function headerLength(path: string, fd: number, fileBytes: number): number {
  if (fileBytes < LENGTH_BYTES) {
    throw InputError.at(path, `expected a safetensors file but received ${fileBytes} bytes`);
  }
  const bytes = Buffer.alloc(LENGTH_BYTES);
  readSync(fd, bytes, 0, LENGTH_BYTES, 0);
  const length = bytes.readBigUInt64LE();
  if (length > LARGEST_HEADER) {
    throw InputError.at(
      path,
      `expected a safetensors file, whose header has at most ${LARGEST_HEADER} bytes, but received a length of ${length}`,
    );
  }
  if (length > fileBytes - LENGTH_BYTES) {
    throw InputError.at(
      path,
      `expected a header of ${length} bytes but received a file of ${fileBytes} bytes`,
    );
  }
  return Number(length);
}

function readText(path: string, fd: number, bytes: number): string {
  const buffer = Buffer.alloc(bytes);
  const got = readSync(fd, buffer, 0, bytes, LENGTH_BYTES);
  if (got !== bytes) {
    throw InputError.at(path, `expected a header of ${bytes} bytes but received ${got}`);
  }
  try {
    return new TextDecoder("utf-8", { fatal: true, ignoreBOM: true }).decode(buffer);
  } catch (error) {
    throw InputError.at(path, "expected a header in UTF-8 but received other bytes", {
      cause: error,
    });
  }
}

function parseEntries(path: string, text: string): [string, unknown][] {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch (error) {
    throw InputError.at(path, "expected a header in JSON but received other text", {
      cause: error,
    });
  }
  if (typeof value !== "object" || value === null || Array.isArray(value)) {
    throw InputError.at(path, "expected a header that is a JSON object but received another value");
  }
  const twice = duplicateKey(text);
  if (twice !== undefined) {
    throw InputError.at(
      path,
      `expected every name once but received ${JSON.stringify(twice)} twice`,
    );
  }
  return Object.entries(value);
}
