import { closeSync, openSync, readSync } from "node:fs";
import { LibtorchError } from "../errors.js";
import { LIBTORCH_VERSION } from "./version.js";

/**
 * Whether an executable, this Node by default, is linked to musl: the ELF interpreter it names says
 * so.
 */
export function isMusl(executable = process.execPath): boolean {
  if (process.platform !== "linux") return false;
  const file = openSync(executable, "r");
  try {
    const start = Buffer.alloc(4096);
    return start.subarray(0, readSync(file, start, 0, start.length, 0)).includes("/ld-musl-");
  } finally {
    closeSync(file);
  }
}

/**
 * @throws LibtorchError where the C library is musl, before anything is fetched or opened in vain.
 */
export function refuseMusl(executable?: string): void {
  if (!isMusl(executable)) return;
  throw new LibtorchError(
    `C library: expected glibc but received musl (as on Alpine), with which libtorch ${LIBTORCH_VERSION} ` +
      "cannot be loaded; use an image with glibc, such as Debian's",
  );
}
