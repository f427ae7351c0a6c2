import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { sharedLibraryProblem } from "../../../lib/libtorch/elf.js";
import { fakeLibrary, writeFile } from "../../support/fake-libtorch.js";
import { temporaryFolder } from "../../support/temporary-folder.js";

function problemOf(bytes: Uint8Array): string | null {
  const path = join(temporaryFolder(), "library.so");
  writeFile(path, bytes);
  return sharedLibraryProblem(path, 62);
}

describe("sharedLibraryProblem", () => {
  const library = fakeLibrary({ machine: 62 });

  it("finds nothing wrong with a whole library", () => {
    expect(problemOf(library)).toBeNull();
  });

  it("notices a library that was cut off within its sections", () => {
    expect(problemOf(library.subarray(0, 255))).toBe("expected 256 bytes but received 255");
  });

  it("notices a library that was cut off within its segments", () => {
    const patched = Buffer.from(library);
    patched.writeBigUInt64LE(64n, 32); // One program header after the file header,
    patched.writeUInt16LE(1, 56);
    patched.writeBigUInt64LE(200n, 64 + 8); // whose segment begins at byte 200
    patched.writeBigUInt64LE(300n, 64 + 32); // and has 300.
    expect(problemOf(patched)).toBe("expected 500 bytes but received 256");
  });

  it("notices another machine's library", () => {
    expect(problemOf(fakeLibrary({ machine: 183 }))).toBe(
      "expected a library for ELF machine 62 but received one for 183",
    );
  });

  it.each([
    ["an empty file", Buffer.alloc(0)],
    ["a text", Buffer.from("version https://git-lfs.github.com/spec/v1\n".repeat(5))],
    ["a 32-bit library", Buffer.from(library).fill(1, 4, 5)],
  ])("notices %s", (_, bytes) => {
    expect(problemOf(bytes)).toBe(
      "expected a 64-bit shared library but received another kind of file",
    );
  });
});
