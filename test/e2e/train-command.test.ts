import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { beforeAll, describe, expect, it } from "vitest";
import { engine } from "../../lib/native.js";
import type { RunRecord } from "../../lib/record.js";
import { writeMnist } from "../support/idx-files.js";
import { runCli, startCli } from "../support/run-cli.js";
import { folderOfFile } from "../support/temporary-folder.js";

const folder = folderOfFile();
const runFile = join(folder, "run.json");
const spec = {
  network: {
    input: { kind: "vector", features: 784 },
    layers: [
      { kind: "linear", outFeatures: 12 },
      { kind: "relu" },
      { kind: "linear", outFeatures: 10 },
    ],
  },
  data: { kind: "mnist", root: "mnist" },
  optimizer: { kind: "layca", base: { kind: "sgd" }, rate: 0.04 },
  epochs: 2,
  batchSize: 20,
  threads: 1,
};

const out = (name: string) => join(folder, name);
const recordOf = (name: string): RunRecord =>
  JSON.parse(readFileSync(join(out(name), "record.json"), "utf8"));

beforeAll(() => {
  writeMnist(join(folder, "mnist"));
  writeFileSync(runFile, JSON.stringify(spec));
});

describe("layca train", () => {
  it("writes a TensorBoard event file of the record on request", async () => {
    const { status, stderr } = await runCli(
      "train",
      runFile,
      "--out",
      out("board"),
      "--tensorboard",
    );
    expect(status, stderr).toBe(0);
    const path = join(out("board"), "tensorboard", "events.out.tfevents.layca");
    expect(stderr).toContain(`tensorboard --logdir ${join(out("board"), "tensorboard")}\n`);
    const text = readFileSync(path, "latin1");
    for (const tag of ["brain.Event:2", "loss/train", "lr", "loss/test"])
      expect(text).toContain(tag);
  });

  it("writes the record, the history and the weights, and does nothing the second time", async () => {
    const first = await runCli("train", runFile, "--out", out("a"));
    expect(first).toMatchObject({ status: 0 });
    expect(first.stdout).toMatch(
      /^finished after 4 steps in [\d.]+ s\ntrain loss [\d.]+, accuracy/u,
    );
    const record = recordOf("a");
    expect(record).toMatchObject({
      format: "layca-record/1",
      status: "finished",
      versions: { libtorch: expect.stringMatching(/^2\.11\.0/u), node: process.versions.node },
      machine: { threads: 1 },
      layers: [{ name: "0", parameter: "0.weight", shape: [12, 784] }, { parameter: "2.weight" }],
    });
    const lines = readFileSync(join(out("a"), "history.jsonl"), "utf8")
      .trimEnd()
      .split("\n");
    expect(lines.map((line) => JSON.parse(line))).toEqual(record.history);
    expect(existsSync(join(out("a"), "initial.safetensors"))).toBe(true);
    expect(existsSync(join(out("a"), "final.safetensors"))).toBe(true);

    const second = await runCli("train", runFile, "--out", out("a"));
    expect(second).toMatchObject({ status: 0, stdout: first.stdout });
    expect(second.stderr).toBe(
      `${out("a")} holds this run already (finished); --force runs it again\n`,
    );
    expect(recordOf("a").startedAt).toBe(record.startedAt);
  });

  it("gives the same bytes twice", async () => {
    await runCli("train", runFile, "--out", out("b"));
    await runCli("train", runFile, "--out", out("c"));
    expect(readFileSync(join(out("b"), "final.safetensors"))).toEqual(
      readFileSync(join(out("c"), "final.safetensors")),
    );
  });

  it("refuses a folder that holds another run, and replaces it by force", async () => {
    await runCli("train", runFile, "--out", out("d"));
    const { key } = recordOf("d");
    const refused = await runCli("train", runFile, "--out", out("d"), "--set", "seed=7");
    expect(refused.status).toBe(2);
    expect(refused.stderr).toContain(
      `but it holds the run ${key.slice(0, 12)}; --force replaces it\n`,
    );
    expect(recordOf("d").key).toBe(key);
    const forced = await runCli("train", runFile, "--out", out("d"), "--set", "seed=7", "--force");
    expect(forced.status).toBe(0);
    expect(recordOf("d").key).not.toBe(key);
  });

  it("ends with status 1 and a record when the loss is no longer finite", async () => {
    const args = ["--set", 'optimizer={"kind":"sgd","lr":1e30}', "--set", "epochs=50"];
    const failed = await runCli("train", runFile, "--out", out("e"), ...args);
    expect(failed.status).toBe(1);
    expect(recordOf("e")).toMatchObject({
      status: "failed",
      reason: expect.stringMatching(/epoch \d+, step \d+/u),
    });
  });

  it("keeps a record and exits with 130 when interrupted", async () => {
    const run = startCli(["train", runFile, "--out", out("f"), "--set", "epochs=1000000"]);
    const history = join(out("f"), "history.jsonl");
    while (!existsSync(history) || readFileSync(history).length === 0) {
      await new Promise((resolve) => setTimeout(resolve, 20));
    }
    run.process.kill("SIGINT");
    const { status, stderr } = await run.end;
    expect(status).toBe(130);
    expect(stderr).toContain("finishing the step in hand; interrupt again to end at once\n");
    expect(recordOf("f").status).toBe("interrupted");
  });

  it("refuses what is wrong, with status 2 and the place", async () => {
    const wrong = await runCli(
      "train",
      runFile,
      "--out",
      out("g"),
      "--set",
      "network.layers[0].outFeatures=0",
    );
    expect(wrong).toMatchObject({
      status: 2,
      stderr: "layca: network.layers[0].outFeatures: expected an integer ≥ 1 but received 0\n",
    });
    expect(existsSync(out("g"))).toBe(false);
  });

  it("refuses initial weights that are none", async () => {
    const end = await runCli(
      "train",
      runFile,
      "--out",
      out("w"),
      "--set",
      `initialWeights=${runFile}`,
    );
    expect(end.status).toBe(2);
    expect(end.stderr).toMatch(/^layca: .*run\.json: expected a safetensors file/u);
  });

  it("refuses a CUDA device where there is none", async ({ skip }) => {
    if (engine().cudaDeviceCount() > 0) skip("this machine has a CUDA device");
    const end = await runCli("train", runFile, "--out", out("x"), "--set", "device=cuda");
    expect(end).toMatchObject({
      status: 2,
      stderr:
        "layca: device: cuda was asked for but libtorch has no CUDA device here (`npx layca doctor` says why)\n",
    });
  });

  it("refuses files that are no run files", async () => {
    const missing = await runCli("train", join(folder, "none.json"), "--out", out("h"));
    expect(missing.status).toBe(2);
    expect(missing.stderr).toMatch(
      /none\.json: expected a run file but it cannot be read \(ENOENT/u,
    );
    const text = join(folder, "text.json");
    writeFileSync(text, "epochs: 3");
    const foreign = await runCli("train", text, "--out", out("h"));
    expect(foreign.status).toBe(2);
    expect(foreign.stderr).toContain("text.json: expected JSON but received a file that is not (");
  });
});

describe("layca describe", () => {
  it("lists layers, shapes and parameters of a run file and of a task", async () => {
    expect(await runCli("describe", runFile)).toEqual({
      status: 0,
      stderr: "",
      stdout: [
        "layer  kind    output shape  kernel        parameters",
        "       input   [N, 784]",
        "0      linear  [N, 12]       0: [12, 784]       9,420",
        "1      relu    [N, 12]",
        "2      linear  [N, 10]       1: [10, 12]          130",
        "",
        "9,550 parameters, 2 kernels",
        "",
      ].join("\n"),
    });
    const task = await runCli("describe", "MNIST-MLP", "--json");
    expect(JSON.parse(task.stdout)).toMatchObject({ parameterCount: 10 * 615_440 + 7850 });
  });
});

describe("layca", () => {
  it("says what it knows when asked for what it does not", async () => {
    const end = await runCli("trian");
    expect(end.status).toBe(2);
    expect(end.stderr).toContain("unknown command 'trian'");
    expect((await runCli("--version")).stdout).toMatch(/^\d+\.\d+\.\d+\n$/u);
  });
});
