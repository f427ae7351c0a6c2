import { createHash } from "node:crypto";
import { createReadStream } from "node:fs";
import { open } from "node:fs/promises";
import { pipeline } from "node:stream/promises";
import { createGunzip } from "node:zlib";
import { InputError } from "../errors.js";
import { type FileState, fileState, sameState } from "./file-state.js";

const known = new Map<string, { readonly state: FileState; readonly sha256: string }>();

/** Remembers the hash of a file's contents, for as long as the file stays as it is. */
export function rememberHash(path: string, state: FileState, sha256: string): void {
  known.set(path, { state, sha256 });
}

/**
 * SHA-256 (hex) of a file's contents: of what a gzipped file unpacks to, so that packing it does
 * not change it. A file is read once a process, unless it changes.
 *
 * @param place what messages name when the file cannot be read: the field that names it.
 */
export async function fileHash(path: string, place: string): Promise<string> {
  const state = fileState(path, place);
  const before = known.get(path);
  if (before && sameState(before.state, state)) return before.sha256;
  const hash = createHash("sha256");
  try {
    const file = createReadStream(path);
    await ((await isGzipped(path)) ? pipeline(file, createGunzip(), hash) : pipeline(file, hash));
  } catch (error) {
    throw unreadable(path, error);
  }
  const sha256 = hash.digest("hex");
  rememberHash(path, state, sha256);
  return sha256;
}

/** The InputError for a file that the system or gunzip cannot read. */
export function unreadable(path: string, error: unknown): InputError {
  const reason = error instanceof Error ? error.message : String(error);
  return InputError.at(path, `expected a readable file but received an error: ${reason}`, {
    cause: error,
  });
}

async function isGzipped(path: string): Promise<boolean> {
  const file = await open(path);
  try {
    const { buffer, bytesRead } = await file.read(Buffer.alloc(2), 0, 2, 0);
    return bytesRead === 2 && buffer[0] === 0x1f && buffer[1] === 0x8b;
  } finally {
    await file.close();
  }
}
