import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { isMusl, refuseMusl } from "../../../lib/libtorch/musl.js";
import { writeFile } from "../../support/fake-libtorch.js";
import { temporaryFolder } from "../../support/temporary-folder.js";

function executableOf(interpreter: string): string {
  const path = join(temporaryFolder(), "node");
  writeFile(path, `\x7fELF${"\0".repeat(400)}${interpreter}\0${"\0".repeat(9000)}`);
  return path;
}

describe.runIf(process.platform === "linux")("musl", () => {
  it("is known by the interpreter that the executable names", () => {
    expect(isMusl(executableOf("/lib/ld-musl-x86_64.so.1"))).toBe(true);
    expect(isMusl(executableOf("/lib64/ld-linux-x86-64.so.2"))).toBe(false);
  });

  it("is refused with what to do", () => {
    expect(() => refuseMusl(executableOf("/lib/ld-musl-aarch64.so.1"))).toThrow(
      "C library: expected glibc but received musl (as on Alpine), with which libtorch 2.11.0 cannot be loaded; " +
        "use an image with glibc, such as Debian's",
    );
  });

  it("is not what these tests run on", () => {
    expect(() => refuseMusl()).not.toThrow();
  });
});
