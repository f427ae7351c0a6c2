import { rmSync } from "node:fs";
import { join } from "node:path";
import { beforeEach, describe, expect, it } from "vitest";
import { libtorchCacheFolder } from "../../../lib/libtorch/cache.js";
import {
  libtorchCandidates,
  locateLibtorch,
  refuseExplicit,
} from "../../../lib/libtorch/locate.js";
import { isolateEnvironment } from "../../support/environment.js";
import { fakeTorchPackage, writeFile } from "../../support/fake-libtorch.js";
import { temporaryFolder } from "../../support/temporary-folder.js";

isolateEnvironment("LAYCA_LIBTORCH", "PYTHONPATH");

describe("locateLibtorch", () => {
  let folder = "";
  let packages = "";

  beforeEach(() => {
    folder = temporaryFolder();
    packages = join(folder, "packages");
    process.env.LAYCA_CACHE = join(folder, "cache");
    process.env.PYTHONPATH = packages;
    fakeTorchPackage(libtorchCacheFolder());
    fakeTorchPackage(join(packages, "torch"));
    writeFile(join(packages, "torch/__init__.py"), "raise SystemExit('imported')\n");
  });

  it("takes LAYCA_LIBTORCH first", () => {
    process.env.LAYCA_LIBTORCH = fakeTorchPackage(join(folder, "own"));
    expect(locateLibtorch().libtorch).toMatchObject({
      source: "LAYCA_LIBTORCH",
      folder: join(folder, "own"),
    });
  });

  it("does not pass over a LAYCA_LIBTORCH that cannot be used", () => {
    process.env.LAYCA_LIBTORCH = fakeTorchPackage(join(folder, "own"), { version: "2.9.1" });
    const { libtorch, candidates } = locateLibtorch();
    expect(libtorch).toBeNull();
    expect(candidates).toHaveLength(1);
    expect(() => refuseExplicit(candidates)).toThrow(
      `LAYCA_LIBTORCH: expected a folder of libtorch 2.11.0 but ${folder}/own holds another version: ` +
        "expected 2.11.0 but received 2.9.1. Set it to another folder, or unset it and run `npx layca setup`.",
    );
  });

  it("takes the cache next", () => {
    const { libtorch, candidates } = locateLibtorch();
    expect(libtorch).toMatchObject({ source: "cache", folder: libtorchCacheFolder() });
    expect(() => refuseExplicit(candidates)).not.toThrow();
  });

  it("takes the torch package of the Python on the PATH last", () => {
    rmSync(libtorchCacheFolder(), { recursive: true });
    const { libtorch, candidates } = locateLibtorch();
    expect(libtorch).toMatchObject({ source: "python", folder: join(packages, "torch") });
    expect(candidates.map(({ problem }) => problem)).toEqual([
      "not set",
      `${libtorchCacheFolder()} does not exist`,
      null,
    ]);
  });

  it("says of every place why it is none", () => {
    rmSync(libtorchCacheFolder(), { recursive: true });
    process.env.PATH = "";
    expect(locateLibtorch()).toEqual({
      libtorch: null,
      candidates: [
        { source: "LAYCA_LIBTORCH", libtorch: null, problem: "not set" },
        {
          source: "cache",
          libtorch: null,
          problem: `${libtorchCacheFolder()} does not exist`,
        },
        { source: "python", libtorch: null, problem: "no python3 or python on the PATH" },
      ],
    });
  });

  it("can look at every place, beyond the first hit", () => {
    const sources = [...libtorchCandidates()].map(({ source }) => source);
    expect(sources.slice(0, 3)).toEqual(["LAYCA_LIBTORCH", "cache", "python"]);
  });
});
