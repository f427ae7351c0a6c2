import { spawnSync } from "node:child_process";
import { mkdirSync, readdirSync, readFileSync, symlinkSync, truncateSync } from "node:fs";
import { hostname } from "node:os";
import { join } from "node:path";
import { beforeEach, describe, expect, it } from "vitest";
import { fetchLibtorch } from "../../../lib/libtorch/fetch.js";
import { inspectFolder } from "../../../lib/libtorch/inspect.js";
import { readManifest, verifyFiles } from "../../../lib/libtorch/manifest.js";
import { platform } from "../../../lib/libtorch/platform.js";
import { isolateEnvironment } from "../../support/environment.js";
import { writeFile } from "../../support/fake-libtorch.js";
import { usePipFolder, writeFakeWheels } from "../../support/fake-wheels.js";
import { temporaryFolder } from "../../support/temporary-folder.js";

isolateEnvironment("PIP_INDEX_URL", "PIP_EXTRA_INDEX_URL");

// pip takes a second for each wheel.
describe("fetchLibtorch", { timeout: 60_000 }, () => {
  let folder = "";
  let target = "";
  let said: string[] = [];
  const fetch = () => fetchLibtorch(target, { onProgress: (line) => said.push(line) });
  const alternatives = () =>
    [
      "Any one of these serves as well:",
      "  - unpack the libtorch 2.11.0 archive from https://pytorch.org and set LAYCA_LIBTORCH to its folder",
      "  - pip install torch==2.11.0 for the python3 on the PATH",
      `  - copy ${target} from a machine where \`npx layca setup\` has run`,
    ].join("\n");

  beforeEach(() => {
    folder = temporaryFolder();
    target = join(folder, "cache/libtorch");
    said = [];
    writeFakeWheels(join(folder, "wheels"));
    usePipFolder(join(folder, "wheels"));
  });

  it("fetches all that is needed, and leaves nothing else", async () => {
    await fetch();
    expect(inspectFolder(target).problem).toBeNull();
    expect(readdirSync(target).sort()).toEqual([
      ...["include", "layca-libtorch.json", "lib", "native_functions.yaml", "version.py"],
    ]);
    expect(readdirSync(join(target, "lib")).sort()).toEqual([...platform().libraries].sort());
    expect(readdirSync(join(folder, "cache"))).toEqual(["libtorch"]);
    const manifest = readManifest(target);
    expect(manifest?.version).toBe("2.11.0+cu130");
    expect(manifest?.wheels).toHaveLength(platform().wheels.length);
    expect(manifest && (await verifyFiles(target, manifest))).toBeNull();
  });

  it("may be done by several at once", async () => {
    await Promise.all([fetch(), fetch()]);
    expect(inspectFolder(target).problem).toBeNull();
    expect(readdirSync(join(folder, "cache"))).toEqual(["libtorch"]);
  });

  describe("after a set-up that was cut off", () => {
    let left = "";

    beforeEach(() => {
      const dead = spawnSync("true").pid;
      left = join(folder, `cache/libtorch.partial-${hostname()}-${dead}-0-1`);
      const [wheel = ""] = readdirSync(join(folder, "wheels")).filter((name) =>
        /^torch/.test(name),
      );
      mkdirSync(join(left, "downloads/torch"), { recursive: true });
      left = join(left, "downloads/torch", wheel);
      writeFile(left, readFileSync(join(folder, "wheels", wheel)));
    });

    it("goes on with the downloads it left", async () => {
      await fetch();
      expect(said[0]).toMatch(/^Unpacking torch-2\.11\.0-/);
      expect(inspectFolder(target).problem).toBeNull();
    });

    it("downloads anew what it left damaged", async () => {
      truncateSync(left, 1000);
      await fetch();
      expect(said[1]).toBe("What an earlier set-up left of torch==2.11.0 is damaged");
      expect(said[2]).toMatch(/^Downloading torch==2\.11\.0 /);
      expect(inspectFolder(target).problem).toBeNull();
    });
  });

  it("refuses a wheel whose contents are not those of its RECORD, and leaves nothing", async () => {
    const changed = Object.keys(platform().wheels[0]?.keep ?? {})[0] ?? "";
    writeFakeWheels(join(folder, "wheels"), { hashes: { [changed]: "abc" } });
    await expect(fetch()).rejects.toThrow(
      /^libtorch 2\.11\.0 could not be fetched: torch-2\.11\.0-.* expected sha256=abc but received sha256=/,
    );
    expect(readdirSync(join(folder, "cache"))).toEqual([]);
  });

  it("says what else can be done where the network cannot be reached", async () => {
    delete process.env.PIP_NO_INDEX;
    delete process.env.PIP_FIND_LINKS;
    Object.assign(process.env, {
      PIP_INDEX_URL: "http://127.0.0.1:9/simple",
      PIP_RETRIES: "0",
      PIP_CONFIG_FILE: "/dev/null",
    });
    await expect(fetch()).rejects.toThrow(
      [
        "libtorch 2.11.0 could not be fetched: " +
          "ERROR: Could not find a version that satisfies the requirement torch==2.11.0 (from versions: none)",
        "ERROR: No matching distribution found for torch==2.11.0",
        alternatives(),
      ].join("\n"),
    );
    expect(readdirSync(join(folder, "cache"))).toEqual([]);
  });

  it("says what else can be done where there is no Python", async () => {
    process.env.PATH = "";
    await expect(fetch()).rejects.toThrow(
      `libtorch 2.11.0 could not be fetched: there is no python3 or python on the PATH\n${alternatives()}`,
    );
  });

  it("says what else can be done where Python has no pip", async () => {
    const bin = join(folder, "bin");
    mkdirSync(bin);
    symlinkSync("/bin/false", join(bin, "python3"));
    process.env.PATH = bin;
    await expect(fetch()).rejects.toThrow(
      `libtorch 2.11.0 could not be fetched: ${bin}/python3 has no pip\n${alternatives()}`,
    );
  });

  it("ends when aborted and leaves the place as it was", async () => {
    const signal = AbortSignal.abort();
    const aborted = fetchLibtorch(target, { onProgress: () => undefined, signal });
    await expect(aborted).rejects.toThrow("aborted");
    expect(readdirSync(join(folder, "cache"))).toEqual([]);
  });
});
