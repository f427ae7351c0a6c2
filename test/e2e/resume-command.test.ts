import { spawn } from "node:child_process";
import { existsSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { beforeAll, describe, expect, it } from "vitest";
import { loadCheckpoint, readCheckpointHeader } from "../../lib/train/checkpoint.js";
import { expectSameRun, recordIn } from "../support/durable-runs.js";
import { writeMnist } from "../support/idx-files.js";
import { runCli, startCli } from "../support/run-cli.js";
import { folderOfFile } from "../support/temporary-folder.js";

const folder = folderOfFile();
const runFile = join(folder, "run.json");
const spec = {
  network: {
    input: { kind: "vector", features: 784 },
    layers: [
      { kind: "linear", outFeatures: 512 },
      { kind: "relu" },
      { kind: "linear", outFeatures: 10 },
    ],
  },
  data: { kind: "mnist", root: "mnist" },
  optimizer: { kind: "layca", base: { kind: "sgd", momentum: 0.9 }, rate: 0.04 },
  epochs: 3,
  batchSize: 8,
  threads: 1,
  checkpoint: { every: { epochs: 1 } },
};

const out = (name: string) => join(folder, name);
const checkpointIn = (name: string) => join(out(name), "checkpoint.safetensors");

function train(name: string, ...more: string[]) {
  return runCli("train", runFile, "--out", out(name), ...more);
}

/** Waits until a file is there; no longer than the process lives. */
async function appears(path: string, child: ReturnType<typeof startCli>["process"]): Promise<void> {
  while (!existsSync(path) && child.exitCode === null) {
    await new Promise((resolve) => setTimeout(resolve, 5));
  }
}

beforeAll(async () => {
  writeMnist(join(folder, "mnist"), { train: 64, test: 40 });
  writeFileSync(runFile, JSON.stringify(spec));
  await train("finished");
});

describe("layca train --resume", () => {
  it("refuses another spec and shows every difference", async () => {
    const changes = ["--set", "optimizer.rate=0.05", "--set", "seed=7", "--set", "epochs=4"];
    const { status, stderr } = await train("finished", "--resume", ...changes);
    const has = (path: string, had: string, asked: string) =>
      `${path}: the run in ${out("finished")} has ${had} but ${asked} was asked for`;
    expect(stderr).toBe(
      `layca: ${has("optimizer.rate", "0.04", "0.05")}\n${has("seed", "1", "7")}\n`,
    );
    expect(status).toBe(2);
  });

  it("refuses fewer epochs than were run", async () => {
    const { status, stderr } = await train("finished", "--resume", "--set", "epochs=2");
    expect(stderr).toContain("epochs: the run in ");
    expect(stderr).toContain(" has 3 but 2 was asked for\n");
    expect(status).toBe(2);
  });

  it("goes on to more epochs, as if there had been as many from the first", async () => {
    await train("short");
    const { status, stderr } = await train("short", "--resume", "--set", "epochs=5");
    expect(stderr).toContain(`resuming the run in ${out("short")} at epoch 3, step 24\n`);
    expect(status).toBe(0);
    await train("long", "--set", "epochs=5");
    expectSameRun(out("short"), out("long"));
  });

  it("refuses more epochs where no checkpoint was left", async () => {
    const file = join(folder, "plain.json");
    const { checkpoint: _, ...plain } = spec;
    writeFileSync(file, JSON.stringify(plain));
    await runCli("train", file, "--out", out("plain"));
    const args = ["--out", out("plain"), "--resume", "--set", "epochs=5"];
    const { status, stderr } = await runCli("train", file, ...args);
    expect(stderr).toContain("but the finished run it holds left none; --force starts it again\n");
    expect(status).toBe(2);
  });

  it("names a damaged checkpoint and leaves it", async () => {
    await train("damaged");
    const bytes = readFileSync(checkpointIn("damaged"));
    const at = bytes.length - 5000;
    bytes.writeUInt8(bytes.readUInt8(at) ^ 1, at);
    writeFileSync(checkpointIn("damaged"), bytes);
    const { status, stderr } = await train("damaged", "--resume", "--set", "epochs=4");
    expect(stderr).toMatch(/^layca: \S+damaged\/checkpoint\.safetensors: expected the checksum/u);
    expect(status).toBe(2);
    expect(readFileSync(checkpointIn("damaged")).equals(bytes)).toBe(true);
  });
});

describe("an interrupt", () => {
  it("says how many steps were done, not where the last entry stands", async () => {
    const name = "interrupted";
    const long = ["--set", "epochs=1000000"];
    const every = ["--set", 'record.every={"steps":100000}', "--set", "checkpoint.every.epochs=1"];
    const args = ["train", runFile, "--out", out(name), ...long, ...every];
    const run = startCli(args);
    await appears(checkpointIn(name), run.process);
    run.process.kill("SIGINT");
    const { status, stdout } = await run.end;
    expect(status).toBe(130);
    const { step } = loadCheckpoint(checkpointIn(name)).position;
    expect(step).toBeGreaterThan(0);
    expect(stdout).toMatch(new RegExp(`^interrupted after ${step} steps in [\\d.]+ s\n`, "u"));
    expect(recordIn(out(name)).step).toBe(step);
  });

  it("that comes twice ends the process at once, in the middle of a step", async () => {
    const name = "twice";
    // One update of so many batches takes minutes.
    const changes = { batchSize: 1, accumulate: 1_000_000, checkpoint: { every: { steps: 1 } } };
    const wide = spec.network.layers.map((layer) =>
      "outFeatures" in layer && layer.outFeatures > 10 ? { ...layer, outFeatures: 20_000 } : layer,
    );
    const file = join(folder, "slow.json");
    const network = { ...spec.network, layers: wide };
    writeMnist(join(folder, "many"), { train: 6000 });
    const data = { kind: "mnist", root: "many" };
    writeFileSync(file, JSON.stringify({ ...spec, ...changes, network, data }));
    const run = startCli(["train", file, "--out", out(name)]);
    const initial = join(out(name), "initial.safetensors");
    await appears(initial, run.process);
    const ended = new Promise((resolve) =>
      run.process.on("exit", (code, signal) => resolve({ code, signal })),
    );
    let said = "";
    run.process.stderr?.on("data", (text: string) => {
      said += text;
    });
    run.process.kill("SIGINT");
    await expect.poll(() => said, { timeout: 20_000 }).toContain("interrupt again to end at once");
    expect(run.process.exitCode).toBeNull();
    const asked = performance.now();
    run.process.kill("SIGINT");
    expect(await ended).toEqual({ code: null, signal: "SIGINT" });
    expect(performance.now() - asked).toBeLessThan(5000);
    expect(existsSync(checkpointIn(name))).toBe(false);
  });
});

describe("a checkpoint that cannot be written", () => {
  const root = fileURLToPath(new URL("../../", import.meta.url));

  /** `layca train … --resume` in a shell where no file may be larger than so many kilobytes. */
  function limited(kilobytes: number, ...args: string[]) {
    const command = `ulimit -f ${kilobytes}; exec "$0" --import tsx lib/cli/main.ts "$@"`;
    const all = ["-c", command, process.execPath, "train", ...args, "--resume"];
    const child = spawn("bash", all, { cwd: root, stdio: ["ignore", "ignore", "pipe"] });
    let stderr = "";
    child.stderr.setEncoding("utf8").on("data", (text: string) => {
      stderr += text;
    });
    return new Promise<{ status: number | null; stderr: string }>((resolve) => {
      child.on("close", (status) => resolve({ status, stderr }));
    });
  }

  it("is reported, the last good one stays, and the run goes on from there", async () => {
    const longer = ["--set", "epochs=6"];
    await train("full");
    const good = readFileSync(checkpointIn("full"));
    // The weights have 1.6 MB, a checkpoint has more than twice as much.
    const { status, stderr } = await limited(2500, runFile, "--out", out("full"), ...longer);
    expect(stderr).toContain(
      `layca: ${checkpointIn("full")}: could not be written: File too large\n`,
    );
    expect(status).toBe(1);
    expect(readFileSync(checkpointIn("full")).equals(good)).toBe(true);
    expect(readCheckpointHeader(checkpointIn("full"))).toBeDefined();
    expect(recordIn(out("full"))).toMatchObject({
      status: "interrupted",
      reason: expect.stringContaining("File too large"),
    });
    expect(readdirSync(out("full")).filter((name) => name.includes("tmp"))).toEqual([]);

    expect(await train("full", "--resume", ...longer)).toMatchObject({ status: 0 });
    await train("never-full", ...longer);
    expectSameRun(out("full"), out("never-full"));
  });
});
