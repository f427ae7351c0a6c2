import { chmodSync, existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { beforeEach, describe, expect, it, vi } from "vitest";
import { inspectFolder } from "../../lib/libtorch/inspect.js";
import { locateLibtorch } from "../../lib/libtorch/locate.js";
import { platform } from "../../lib/libtorch/platform.js";
import { pythonsOnPath } from "../../lib/libtorch/python.js";
import { isolateEnvironment } from "../support/environment.js";
import { writeFile } from "../support/fake-libtorch.js";
import { usePipFolder, writeFakeWheels } from "../support/fake-wheels.js";
import { processId } from "../support/process-id.js";
import { runCli, startCli } from "../support/run-cli.js";
import { temporaryFolder } from "../support/temporary-folder.js";

isolateEnvironment("PYTHONPATH");

/** pip takes a second for each wheel. */
const timeout = 60_000;

describe("layca setup", { timeout }, () => {
  it("says which libtorch it found, and that the engine loads with it", async () => {
    const { libtorch } = locateLibtorch();
    expect(await runCli("setup")).toEqual({
      status: 0,
      stdout: `libtorch ${libtorch?.version} (${libtorch?.source}): ${libtorch?.folder}\nThe engine loads: ready.\n`,
      stderr: "",
    });
  });

  describe("where there is none", () => {
    let folder = "";
    let cache = "";

    beforeEach(() => {
      folder = temporaryFolder();
      cache = join(folder, "cache", `libtorch-2.11.0-${platform().name}`);
      delete process.env.LAYCA_LIBTORCH;
      process.env.LAYCA_CACHE = join(folder, "cache");
      writeFakeWheels(join(folder, "wheels"));
      usePipFolder(join(folder, "wheels"));
    });

    /**
     * Puts a python3 on the PATH that says so and hangs when it comes to download `requirement`.
     */
    function hangAt(requirement: string): void {
      const [python] = pythonsOnPath();
      const script = [
        "#!/bin/sh",
        `case "$*" in *${requirement}*) echo $$ >"${folder}/hangs"; exec sleep 600;; esac`,
        `exec "${python}" "$@"`,
      ];
      writeFile(join(folder, "bin/python3"), `${script.join("\n")}\n`);
      chmodSync(join(folder, "bin/python3"), 0o755);
      process.env.PATH = `${join(folder, "bin")}:${process.env.PATH}`;
    }

    async function untilItHangs(): Promise<number> {
      await vi.waitFor(() => expect(existsSync(join(folder, "hangs"))).toBe(true), { timeout });
      return Number(readFileSync(join(folder, "hangs"), "utf8"));
    }

    it.each(["SIGKILL", "SIGINT"] as const)("goes on where %s cut it off", async (signal) => {
      const path = process.env.PATH ?? "";
      hangAt("nvidia-cuda-cupti");
      const { process: setup, end } = startCli(["setup"]);
      const pip = await untilItHangs();
      setup.kill(signal);
      // What is killed cannot end its children.
      if (signal === "SIGKILL") process.kill(processId(pip));
      const { status, stderr } = await end;
      expect(status).toBe(signal === "SIGKILL" ? null : 130);
      if (signal === "SIGINT") {
        expect(stderr).toContain(
          "interrupted; the next `layca setup` goes on with what was downloaded",
        );
      }
      expect(existsSync(cache)).toBe(false);

      process.env.PATH = path;
      const second = await runCli("setup");
      expect(second.stderr).not.toContain("Downloading torch");
      expect(second.stderr).toContain("Downloading nvidia-cuda-cupti");
      expect(inspectFolder(cache).problem).toBeNull();
      expect(readdirSync(join(folder, "cache"))).toHaveLength(1);
      // The libraries of these wheels are empty.
      expect(second.stderr).toContain(`libtorch in ${cache} (cache) cannot be opened: `);
      expect(second.status).toBe(1);
    });

    it("says what else can be done without a network, status 1", async () => {
      usePipFolder(join(folder, "empty"));
      const { status, stdout, stderr } = await runCli("setup");
      expect({ status, stdout }).toEqual({ status: 1, stdout: "" });
      expect(stderr).toContain("layca: libtorch 2.11.0 could not be fetched: ERROR: ");
      expect(stderr).toContain("Any one of these serves as well:\n");
    });
  });
});
