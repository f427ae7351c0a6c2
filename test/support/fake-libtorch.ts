import { mkdirSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { platform } from "../../lib/libtorch/platform.js";

/** Writes a file and the folders it lies in. */
export function writeFile(path: string, contents: string | Uint8Array): void {
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, contents);
}

/**
 * The bytes of a file that passes for a shared library of this platform, without anything in it.
 */
export function fakeLibrary({ machine = platform().elfMachine ?? 0, size = 256 } = {}): Buffer {
  const bytes = Buffer.alloc(size);
  bytes.writeUInt32BE(0x7f454c46, 0);
  bytes[4] = 2;
  bytes.writeUInt16LE(machine, 18);
  // The table of sections: one entry of 64 bytes at the end.
  bytes.writeBigUInt64LE(BigInt(size - 64), 40);
  bytes.writeUInt16LE(56, 54);
  bytes.writeUInt16LE(64, 58);
  bytes.writeUInt16LE(1, 60);
  return bytes;
}

/** Makes `folder` look like a torch package. */
export function fakeTorchPackage(
  folder: string,
  { version = "2.11.0+cpu", libraries = platform().libraries }: FakeTorch = {},
): string {
  for (const name of libraries) writeFile(join(folder, "lib", name), fakeLibrary());
  writeFile(join(folder, "version.py"), `__all__ = []\n__version__ = '${version}'\n`);
  return folder;
}

interface FakeTorch {
  readonly version?: string;
  readonly libraries?: readonly string[];
}
