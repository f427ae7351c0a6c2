import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { locateLibtorch } from "../../lib/libtorch/locate.js";
import { isolateEnvironment } from "../support/environment.js";
import { fakeTorchPackage } from "../support/fake-libtorch.js";
import { runCli } from "../support/run-cli.js";
import { temporaryFolder } from "../support/temporary-folder.js";

isolateEnvironment();

function useNothing(): string {
  const folder = temporaryFolder();
  delete process.env.LAYCA_LIBTORCH;
  Object.assign(process.env, { LAYCA_CACHE: join(folder, "cache"), PATH: "" });
  return folder;
}

describe("layca doctor", () => {
  it("shows what is found where libtorch is set up", async () => {
    const { libtorch } = locateLibtorch();
    const { status, stdout } = await runCli("doctor");
    expect(status).toBe(0);
    const rows = ["layca", "node", "platform", "processor", "threads", "addon", "engine", "cuda"];
    for (const row of rows) expect(stdout).toMatch(new RegExp(`^${row} +\\S`, "m"));
    expect(stdout).toContain(`\nlibtorch   ${libtorch?.version} (${libtorch?.source})\n`);
    expect(stdout).toContain(`* ${libtorch?.source}: ${libtorch?.folder}, ${libtorch?.version}\n`);
    expect(stdout).toMatch(/\n\nReady to train\.\n$/);
  });

  it("prints JSON that says the same", async () => {
    const { libtorch } = locateLibtorch();
    const { status, stdout } = await runCli("doctor", "--json");
    expect(status).toBe(0);
    const diagnosis = JSON.parse(stdout);
    expect(diagnosis).toMatchObject({
      usable: true,
      platform: `${process.platform}-${process.arch}`,
      versions: { node: process.versions.node, libtorch: libtorch?.version },
      libtorch: { source: libtorch?.source, folder: libtorch?.folder },
      problems: [],
    });
    const { devices, reason } = diagnosis.cuda;
    expect(devices > 0 ? reason === null : typeof reason === "string").toBe(true);
  });

  it("works without libtorch and says what mends it", async () => {
    const folder = useNothing();
    const cache = join(folder, "cache", `libtorch-2.11.0-${process.platform}-${process.arch}`);
    const { status, stdout } = await runCli("doctor");
    expect(status).toBe(1);
    expect(stdout).toContain(
      [
        "libtorch   not open",
        "           - LAYCA_LIBTORCH: not set",
        `           - cache: ${cache} does not exist`,
        "           - python: no python3 or python on the PATH",
        "cuda       none: libtorch is not open",
        "",
        "libtorch 2.11.0 is not set up: run `npx layca setup`, which finds or fetches it.",
        "",
      ].join("\n"),
    );
  });

  it("shows why an explicit libtorch is refused", async () => {
    const folder = useNothing();
    process.env.LAYCA_LIBTORCH = fakeTorchPackage(join(folder, "own"), { version: "2.9.0" });
    const { status, stdout } = await runCli("doctor", "--json");
    expect(status).toBe(1);
    expect(JSON.parse(stdout)).toMatchObject({
      usable: false,
      libtorch: null,
      problems: [
        {
          message:
            `LAYCA_LIBTORCH: expected a folder of libtorch 2.11.0 but ${folder}/own holds another version: ` +
            "expected 2.11.0 but received 2.9.0. Set it to another folder, or unset it and run `npx layca setup`.",
          command: "npx layca setup",
        },
      ],
    });
  });

  it("works without the compiled addon", async () => {
    process.env.LAYCA_PREBUILD = useNothing();
    const { status, stdout } = await runCli("doctor", "--json");
    expect(status).toBe(1);
    expect(JSON.parse(stdout)).toMatchObject({
      addon: { loader: null, engine: null },
      problems: [{ command: "npm run setup" }],
    });
  });
});
