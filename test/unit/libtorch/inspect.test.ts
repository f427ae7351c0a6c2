import { mkdirSync, rmSync, truncateSync } from "node:fs";
import { join } from "node:path";
import { beforeEach, describe, expect, it } from "vitest";
import { inspectFolder } from "../../../lib/libtorch/inspect.js";
import { writeManifest } from "../../../lib/libtorch/manifest.js";
import { platforms } from "../../../lib/libtorch/platform.js";
import { fakeLibrary, fakeTorchPackage, writeFile } from "../../support/fake-libtorch.js";
import { temporaryFolder } from "../../support/temporary-folder.js";

const linux = platforms.find(({ name }) => name === "linux-x64");

describe("inspectFolder", () => {
  let folder = "";
  const inspect = () => inspectFolder(folder, linux);

  beforeEach(() => {
    folder = join(temporaryFolder(), "torch");
    const libraries = linux?.libraries ?? [];
    fakeTorchPackage(folder, { libraries: [] });
    for (const name of libraries) {
      writeFile(join(folder, "lib", name), fakeLibrary({ machine: 62 }));
    }
  });

  it("lists the libraries in the order of opening", () => {
    expect(inspect()).toEqual({
      problem: null,
      libtorch: {
        folder,
        version: "2.11.0+cpu",
        libraries: [
          join(folder, "lib/libgomp.so.1"),
          join(folder, "lib/libcudart.so.13"),
          join(folder, "lib/libcupti.so.13"),
          join(folder, "lib/libc10.so"),
          join(folder, "lib/libtorch_cpu.so"),
        ],
        cuda: null,
      },
    });
  });

  it("takes an unpacked archive, which has another version file and fewer libraries", () => {
    for (const name of [
      "version.py",
      "lib/libgomp.so.1",
      "lib/libcudart.so.13",
      "lib/libcupti.so.13",
    ]) {
      rmSync(join(folder, name));
    }
    writeFile(join(folder, "build-version"), "2.11.0+cpu\n");
    expect(inspect().libtorch).toEqual({
      folder,
      version: "2.11.0+cpu",
      libraries: [join(folder, "lib/libc10.so"), join(folder, "lib/libtorch_cpu.so")],
      cuda: null,
    });
  });

  it("finds the CUDA library", () => {
    writeFile(join(folder, "lib/libtorch_cuda.so"), fakeLibrary({ machine: 62 }));
    expect(inspect().libtorch?.cuda).toBe(join(folder, "lib/libtorch_cuda.so"));
  });

  it("refuses another version and names both", () => {
    writeFile(join(folder, "version.py"), "__version__ = '2.10.0+cu128'\n");
    expect(inspect().problem).toBe(
      "holds another version: expected 2.11.0 but received 2.10.0+cu128",
    );
  });

  it("refuses a folder that does not say its version", () => {
    rmSync(join(folder, "version.py"));
    expect(inspect().problem).toBe("has no version.py or build-version that names its version");
  });

  it("refuses what is no libtorch", () => {
    expect(inspectFolder(join(folder, "nowhere"), linux).problem).toBe("does not exist");
    expect(inspectFolder(join(folder, "version.py"), linux).problem).toBe("is not a folder");
    mkdirSync(join(folder, "empty"));
    expect(inspectFolder(join(folder, "empty"), linux).problem).toBe("has no lib/libc10.so");
  });

  it("notices a library that was cut off", () => {
    truncateSync(join(folder, "lib/libtorch_cpu.so"), 100);
    expect(inspect().problem).toBe(
      "is damaged: lib/libtorch_cpu.so: expected 256 bytes but received 100",
    );
  });

  it("notices a library of another size than was fetched", async () => {
    const file = { size: 300, sha256: "", mtimeMs: 0 };
    await writeManifest(folder, {
      format: "layca-libtorch/1",
      version: "2.11.0",
      platform: "linux-x64",
      wheels: [],
      files: { "lib/libc10.so": file, "include/gone.h": file },
    });
    expect(inspect().problem).toBe(
      "is damaged: lib/libc10.so: expected 300 bytes but received 256",
    );
  });
});
