import { closeSync, fstatSync, openSync, readSync } from "node:fs";

/**
 * What is wrong with a shared library as a file, or null. The dynamic linker maps a library that
 * was cut off without a word and the process dies of SIGBUS, so this is looked at before
 * opening it. `machine` is the ELF `e_machine` expected.
 */
export function sharedLibraryProblem(path: string, machine: number): string | null {
  const file = openSync(path, "r");
  try {
    const header = Buffer.alloc(64);
    const length = readSync(file, header, 0, header.length, 0);
    if (length < 64 || header.readUInt32BE(0) !== 0x7f454c46 || header[4] !== 2) {
      return "expected a 64-bit shared library but received another kind of file";
    }
    const received = header.readUInt16LE(18);
    if (received !== machine) {
      return `expected a library for ELF machine ${machine} but received one for ${received}`;
    }
    const size = fstatSync(file).size;
    const end = Math.max(endOfSegments(file, header), endOfSections(header));
    return size < end ? `expected ${end} bytes but received ${size}` : null;
  } finally {
    closeSync(file);
  }
}

function endOfSections(header: Buffer): number {
  return Number(header.readBigUInt64LE(40)) + header.readUInt16LE(58) * header.readUInt16LE(60);
}

function endOfSegments(file: number, header: Buffer): number {
  const entry = header.readUInt16LE(54);
  const table = Buffer.alloc(entry * header.readUInt16LE(56));
  const length = readSync(file, table, 0, table.length, Number(header.readBigUInt64LE(32)));
  let end = 0;
  for (let at = 0; at + 40 <= length; at += entry) {
    end = Math.max(end, Number(table.readBigUInt64LE(at + 8) + table.readBigUInt64LE(at + 32)));
  }
  return end;
}
