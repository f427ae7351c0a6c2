import { chmodSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { pythonsOnPath, runPython, torchPackageOf } from "../../../lib/libtorch/python.js";
import { isolateEnvironment } from "../../support/environment.js";
import { writeFile } from "../../support/fake-libtorch.js";
import { temporaryFolder } from "../../support/temporary-folder.js";

isolateEnvironment("PYTHONPATH");

describe("pythonsOnPath", () => {
  it("finds python3, then python, each where the PATH has it first", () => {
    const [first, second] = [temporaryFolder(), temporaryFolder()];
    for (const path of [join(first, "python"), join(second, "python"), join(second, "python3")]) {
      writeFile(path, "#!/bin/sh\n");
      chmodSync(path, 0o755);
    }
    writeFile(join(first, "python3"), "not executable");
    process.env.PATH = `${first}:${second}`;
    expect(pythonsOnPath()).toEqual([join(second, "python3"), join(first, "python")]);
  });

  it("finds none on an empty PATH", () => {
    process.env.PATH = "";
    expect(pythonsOnPath()).toEqual([]);
    delete process.env.PATH;
    expect(pythonsOnPath()).toEqual([]);
  });
});

describe("torchPackageOf", () => {
  it("finds the package without importing it", () => {
    const folder = temporaryFolder();
    writeFile(join(folder, "torch/__init__.py"), "raise SystemExit('imported')\n");
    process.env.PYTHONPATH = folder;
    expect(torchPackageOf("python3")).toBe(join(folder, "torch"));
  });

  it("does not take a folder that is merely called torch", () => {
    const folder = temporaryFolder();
    writeFile(join(folder, "torch/readme"), "");
    process.env.PYTHONPATH = folder;
    expect(torchPackageOf("python3")).not.toBe(join(folder, "torch"));
  });

  it("finds none where Python does not run", () => {
    expect(torchPackageOf("/nowhere/python3")).toBeNull();
    expect(torchPackageOf("false")).toBeNull();
  });
});

describe("runPython", () => {
  it("passes the input and collects what is printed", async () => {
    const script = "import sys; print(sys.stdin.read()); sys.exit('why')";
    expect(await runPython("python3", ["-c", script], { input: "in" })).toEqual({
      status: 1,
      stdout: "in\n",
      stderr: "why\n",
    });
  });

  it("ends the process when aborted", async () => {
    const script = "import time; time.sleep(60)";
    const signal = AbortSignal.timeout(50);
    await expect(runPython("python3", ["-c", script], { signal })).rejects.toThrow("aborted");
  });
});
