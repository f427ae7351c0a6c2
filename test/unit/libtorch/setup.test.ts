import {
  appendFileSync,
  cpSync,
  existsSync,
  mkdtempSync,
  rmSync,
  truncateSync,
  utimesSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeEach, describe, expect, it } from "vitest";
import { libtorchCacheFolder } from "../../../lib/libtorch/cache.js";
import { setUpLibtorch } from "../../../lib/libtorch/setup.js";
import { isolateEnvironment } from "../../support/environment.js";
import { fakeTorchPackage, writeFile } from "../../support/fake-libtorch.js";
import { usePipFolder, writeFakeWheels } from "../../support/fake-wheels.js";
import { temporaryFolder } from "../../support/temporary-folder.js";

isolateEnvironment("LAYCA_LIBTORCH", "PYTHONPATH");

// pip takes a second for each wheel.
describe("setUpLibtorch", { timeout: 60_000 }, () => {
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

  let template: string | undefined;
  /** Puts a libtorch into the cache as a set-up would; only the first of the file is fetched. */
  async function fetched(): Promise<void> {
    if (!template) {
      template = mkdtempSync(join(tmpdir(), "layca-test-"));
      await setUp();
      cpSync(libtorchCacheFolder(), template, { recursive: true, preserveTimestamps: true });
    }
    cpSync(template, libtorchCacheFolder(), { recursive: true, preserveTimestamps: true });
    said = [];
  }

  afterAll(() => {
    if (template) rmSync(template, { recursive: true });
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

  it("mends a cache that was damaged", async () => {
    await fetched();
    truncateSync(join(libtorchCacheFolder(), "lib/libtorch_cpu.so"), 99);
    writeFile(join(libtorchCacheFolder(), "lib/stray"), "");
    expect(await setUp()).toMatchObject({ source: "cache" });
    expect(existsSync(join(libtorchCacheFolder(), "lib/stray"))).toBe(false);
    said = [];
    await setUp();
    expect(said).toEqual([]);
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
  ])("notices %s", async (_, damage, problem) => {
    await fetched();
    damage();
    // Without Python it cannot mend it.
    process.env.PATH = "";
    await expect(setUp()).rejects.toThrow("libtorch 2.11.0 could not be fetched");
    expect(said).toEqual([`${libtorchCacheFolder()} ${problem}: fetching libtorch anew`]);
  });
});
