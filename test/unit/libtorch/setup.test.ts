import { appendFileSync, rmSync, truncateSync, utimesSync } from "node:fs";
import { join } from "node:path";
import { beforeEach, describe, expect, it } from "vitest";
import { libtorchCacheFolder } from "../../../lib/libtorch/cache.js";
import { setUpLibtorch } from "../../../lib/libtorch/setup.js";
import { isolateEnvironment } from "../../support/environment.js";
import { fakeTorchPackage, writeFile } from "../../support/fake-libtorch.js";
import { usePipFolder, writeFakeWheels } from "../../support/fake-wheels.js";
import { temporaryFolder } from "../../support/temporary-folder.js";

isolateEnvironment("LAYCA_LIBTORCH", "PYTHONPATH");

describe("setUpLibtorch", () => {
  let folder = "";
  let said: string[] = [];
  const setUp = () => setUpLibtorch({ onProgress: (line) => said.push(line) });

  beforeEach(() => {
    folder = temporaryFolder();
    said = [];
    process.env.LAYCA_CACHE = join(folder, "cache");
    writeFakeWheels(join(folder, "wheels"));
    usePipFolder(join(folder, "wheels"));
  });

  it("fetches libtorch once", async () => {
    const libtorch = await setUp();
    expect(libtorch).toMatchObject({ source: "cache", folder: libtorchCacheFolder() });
    said = [];
    expect(await setUp()).toEqual(libtorch);
    expect(said).toEqual([]);
  });

  it("fetches nothing where a Python on the PATH has it", async () => {
    const torch = fakeTorchPackage(join(folder, "packages/torch"));
    writeFile(join(torch, "__init__.py"), "");
    process.env.PYTHONPATH = join(folder, "packages");
    expect(await setUp()).toMatchObject({ source: "python", folder: torch });
    expect(said).toEqual([]);
  });

  it("takes LAYCA_LIBTORCH, and refuses one that cannot be used", async () => {
    process.env.LAYCA_LIBTORCH = fakeTorchPackage(join(folder, "own"));
    expect((await setUp()).source).toBe("LAYCA_LIBTORCH");
    rmSync(join(folder, "own"), { recursive: true });
    await expect(setUp()).rejects.toThrow(
      `LAYCA_LIBTORCH: expected a folder of libtorch 2.11.0 but ${folder}/own does not exist. ` +
        "Set it to another folder, or unset it and run `npx layca setup`.",
    );
  });

  it.each([
    [
      "a library that was cut off",
      () => truncateSync(join(libtorchCacheFolder(), "lib/libtorch_cpu.so"), 99),
      "is damaged: lib/libtorch_cpu.so: expected 256 bytes but received 99",
    ],
    [
      "a header that was changed",
      () => appendFileSync(join(libtorchCacheFolder(), "include/ATen/ATen.h"), "// mine"),
      "is damaged: include/ATen/ATen.h: expected 13 bytes but received 20",
    ],
    [
      "other contents of the same size",
      () => {
        const header = join(libtorchCacheFolder(), "include/ATen/ATen.h");
        writeFile(header, "#pragma two\n\n");
        utimesSync(header, 1, 1);
      },
      "is damaged: include/ATen/ATen.h: its contents are not what was fetched",
    ],
    [
      "a missing manifest",
      () => rmSync(join(libtorchCacheFolder(), "layca-libtorch.json")),
      "has no manifest that tells whether it is complete",
    ],
  ])("mends %s", async (_, damage, problem) => {
    await setUp();
    said = [];
    damage();
    expect(await setUp()).toMatchObject({ source: "cache" });
    expect(said[0]).toBe(`${libtorchCacheFolder()} ${problem}: fetching libtorch anew`);
    said = [];
    await setUp();
    expect(said).toEqual([]);
  });
});
