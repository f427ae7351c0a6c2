import { spawnSync } from "node:child_process";
import { copyFileSync, mkdirSync } from "node:fs";
import { join } from "node:path";
import { beforeEach, describe, expect, it } from "vitest";
import { locateLibtorch } from "../../lib/libtorch/locate.js";
import { engine, enginePath, libtorchInfo, loader } from "../../lib/native.js";
import { isolateEnvironment } from "../support/environment.js";
import { fakeTorchPackage } from "../support/fake-libtorch.js";
import { temporaryFolder } from "../support/temporary-folder.js";

isolateEnvironment();

const native = new URL("../../lib/native.ts", import.meta.url).href;

/** Runs TypeScript-free code in a process of its own, with what `native.ts` exports at hand. */
function inProcess(code: string, env: NodeJS.ProcessEnv = {}) {
  const script = `const { engine, libtorchInfo } = await import(${JSON.stringify(native)});\n${code}`;
  const args = ["--import", "tsx", "--input-type=module", "-e", script];
  const result = spawnSync(process.execPath, args, {
    encoding: "utf8",
    env: { ...process.env, ...env },
  });
  return { status: result.status, stdout: result.stdout, stderr: result.stderr };
}

const printFailure = `
try { engine(); } catch (error) { process.stdout.write(error.name + ": " + error.message); }
`;

describe("engine", () => {
  it("runs on the libtorch that is located", () => {
    const { libtorch } = locateLibtorch();
    const { source, folder, version, opened } = libtorchInfo();
    expect({ source, folder, version }).toEqual({
      source: libtorch?.source,
      folder: libtorch?.folder,
      version: libtorch?.version,
    });
    expect(opened.slice(0, libtorch?.libraries.length)).toEqual(
      libtorch?.libraries.map((path) => ({ path, error: null })),
    );
    expect(engine()).toBe(engine());
  });

  it("works in worker threads beside the main thread, and ends with them", () => {
    const code = `
      import { Worker } from "node:worker_threads";
      const script = \`
        import("tsx/esm/api").then(async ({ register }) => {
          register(); // tsx registers itself in the main thread alone.
          (await import(${JSON.stringify(native)})).engine().libtorchVersion();
        });
      \`;
      engine();
      const workers = [1, 2].map(() => new Worker(script, { eval: true }));
      const codes = await Promise.all(workers.map((worker) => new Promise((end) => worker.on("exit", end))));
      process.stdout.write(codes.join(" ") + " " + engine().libtorchVersion());
    `;
    expect(inProcess(code)).toMatchObject({
      status: 0,
      stdout: expect.stringMatching(/^0 0 2\.11\.0/),
      stderr: "",
    });
  });

  it("leaves process.exit its status", () => {
    expect(inProcess("engine(); process.exit(7);")).toEqual({ status: 7, stdout: "", stderr: "" });
  });
});

describe("without libtorch", () => {
  let folder = "";
  let nothing: NodeJS.ProcessEnv = {};

  beforeEach(() => {
    folder = temporaryFolder();
    nothing = { LAYCA_LIBTORCH: "", LAYCA_CACHE: join(folder, "cache"), PATH: "" };
  });

  it("can be imported", () => {
    const index = new URL("../../lib/index.ts", import.meta.url).href;
    const code = `await import(${JSON.stringify(index)}); process.stdout.write("imported");`;
    expect(inProcess(code, nothing)).toEqual({ status: 0, stdout: "imported", stderr: "" });
  });

  it("says at the first use what to run and where it looked", () => {
    const cache = join(folder, "cache", `libtorch-2.11.0-${process.platform}-${process.arch}`);
    expect(inProcess(printFailure, nothing).stdout).toBe(
      [
        "LibtorchError: libtorch 2.11.0 is not set up: run `npx layca setup`, which finds or fetches it.",
        "  LAYCA_LIBTORCH: not set",
        `  cache: ${cache} does not exist`,
        "  python: no python3 or python on the PATH",
      ].join("\n"),
    );
  });

  it("works once it has been set up, in the same process", () => {
    const { folder: libtorch } = libtorchInfo();
    const code = `${printFailure}
      process.env.LAYCA_LIBTORCH = ${JSON.stringify(libtorch)};
      engine();
      process.stdout.write("|" + libtorchInfo().source);
    `;
    expect(inProcess(code, nothing).stdout).toMatch(/^LibtorchError: .*\|LAYCA_LIBTORCH$/s);
  });

  it("names a LAYCA_LIBTORCH that is of another version", () => {
    const own = fakeTorchPackage(join(folder, "own"), { version: "2.10.0+cpu" });
    expect(inProcess(printFailure, { ...nothing, LAYCA_LIBTORCH: own }).stdout).toBe(
      `LibtorchError: LAYCA_LIBTORCH: expected a folder of libtorch 2.11.0 but ${own} holds another version: ` +
        "expected 2.11.0 but received 2.10.0+cpu. Set it to another folder, or unset it and run `npx layca setup`.",
    );
  });

  it("passes on why a library cannot be opened", () => {
    const own = fakeTorchPackage(join(folder, "own"));
    const { stdout } = inProcess(printFailure, { ...nothing, LAYCA_LIBTORCH: own });
    expect(stdout).toContain(
      `LibtorchError: libtorch in ${own} (LAYCA_LIBTORCH) cannot be opened: ${own}/lib/libtorch_cpu.`,
    );
    expect(stdout).toContain(
      ". `npx layca setup` checks and mends the cache; `npx layca doctor` shows what was tried.",
    );
  });
});

describe("without the compiled addon", () => {
  it("says how to get it", () => {
    const { stdout } = inProcess(printFailure, { LAYCA_PREBUILD: temporaryFolder() });
    expect(stdout).toMatch(
      /^LibtorchError: layca has no addon that loads on \S+: No native build was found for platform=.*\. In a clone run `npm run setup`, which builds it; the npm package brings it for linux-x64 with glibc\.$/,
    );
  });

  it("says so of the engine's part", () => {
    const folder = temporaryFolder();
    const copy = join(folder, "build/Release/layca.node");
    mkdirSync(join(folder, "build/Release"), { recursive: true });
    copyFileSync(loader().path, copy);
    expect(inProcess(printFailure, { LAYCA_PREBUILD: folder }).stdout).toBe(
      `LibtorchError: the engine ${enginePath(copy)} cannot be loaded: Cannot find module '${enginePath(copy)}'. ` +
        "In a clone run `npm run build`; `npx layca doctor` shows more.",
    );
  });
});

describe("the loader", () => {
  it("reports every attempt", () => {
    const [opened] = loader().addon.open(["/nowhere/libnothing.so"]);
    expect(opened?.path).toBe("/nowhere/libnothing.so");
    expect(opened?.error).toContain("/nowhere/libnothing.so");
    expect(loader().addon.open([])).toEqual([]);
  });

  it.each([
    [[], "paths: expected an array of strings"],
    [["path"], "paths: expected an array of strings"],
    [[["a", 1]], "paths[1]: expected a string"],
    [[[""]], "paths[0]: expected a path without null characters"],
    [[["a\0b"]], "paths[0]: expected a path without null characters"],
  ])("refuses %j", (args, message) => {
    const { open } = loader().addon;
    expect(() => Reflect.apply(open, undefined, args)).toThrow(new TypeError(message));
  });
});
