import { readFileSync, writeFileSync } from "node:fs";
import { basename, join, resolve } from "node:path";
import { beforeAll, describe, expect, it } from "vitest";
import type { RunRecord } from "../../lib/record.js";
import { readSafetensors } from "../../lib/tensor/index.js";
import { parseRunSpec } from "../../lib/train/run-spec.js";
import { writeMnist } from "../support/idx-files.js";
import { writeImage } from "../support/image-files.js";
import { runCli } from "../support/run-cli.js";
import { runScript } from "../support/run-script.js";
import { folderOfFile } from "../support/temporary-folder.js";

const folder = folderOfFile();
const data = join(folder, "mnist");

beforeAll(() => writeMnist(data, { train: 6000, test: 50 }));

describe("examples/mnist.ts", () => {
  it("trains, shows how every layer rotates and saves the weights", async () => {
    const weights = join(folder, "weights.safetensors");
    const end = await runScript("../examples/mnist.ts", [data, weights]);
    expect(end).toMatchObject({ status: 0, stderr: "" });
    const lines = end.stdout.trimEnd().split("\n");
    expect(lines).toHaveLength(6);
    for (const [epoch, line] of lines.slice(0, 5).entries()) {
      expect(line).toMatch(
        new RegExp(
          `^epoch ${epoch}: loss \\d+\\.\\d{4}, 1 − cos\\(w, w₀\\) by layer( 0\\.\\d{3}){3}$`,
          "u",
        ),
      );
    }
    expect(lines[5]).toMatch(/^finished; test accuracy [01]\.\d{4}$/u);
    const { tensors } = readSafetensors(weights);
    expect(tensors.get("0.weight")?.shape).toEqual([256, 784]);
  });
});

describe("examples/custom-loop.ts", () => {
  it("learns in a loop of its own, shows how every layer rotates and saves the weights", async () => {
    const weights = join(folder, "custom.safetensors");
    const end = await runScript("../examples/custom-loop.ts", [data, weights]);
    expect(end).toMatchObject({ status: 0, stderr: "" });
    const lines = end.stdout.trimEnd().split("\n");
    expect(lines).toHaveLength(6);
    for (const [epoch, line] of lines.slice(0, 5).entries()) {
      expect(line).toMatch(
        new RegExp(
          `^epoch ${epoch}: loss \\d+\\.\\d{4}, 1 − cos\\(w, w₀\\) by layer( 0\\.\\d{3}){3}$`,
          "u",
        ),
      );
    }
    expect(lines[5]).toMatch(/^test accuracy [01]\.\d{4}$/u);
    expect([...readSafetensors(weights).tensors.keys()]).toEqual([
      "gates",
      ...["hidden.0", "hidden.2", "output.0"].flatMap((name) => [`${name}.weight`, `${name}.bias`]),
    ]);
  });
});

describe("examples/tensors.ts", () => {
  it("fits a curve and shows values, indices and gradients", async () => {
    const end = await runScript("../examples/tensors.ts", []);
    expect(end).toMatchObject({ status: 0, stderr: "" });
    const losses = [...end.stdout.matchAll(/^step \d+: loss (\d\.\d{4})$/gmu)].map(([, loss]) =>
      Number(loss),
    );
    expect(losses).toHaveLength(5);
    expect(losses.at(-1)).toBeLessThan((losses[0] ?? 0) / 10);
    expect(end.stdout).toContain("tensor([[ 4,  7],\n        [ 8, 11]])\ntensor([ 9, 10, 11])\n");
    expect(end.stdout).toContain("tensor([12.], dtype=torch.float64, grad_fn=<MulBackward0>) 12\n");
    // 2·[0, 2], where what is exact would give 2·[0.4, 1.6] and rounding's own gradient 0.
    expect(end.stdout).toContain("tensor([0., 2.], grad_fn=<RoundBackward>) tensor([0., 4.])\n");
  });
});

describe("examples/own-study.ts", () => {
  it("compares rates on a folder of images, draws them and runs nothing twice", async () => {
    const images = join(folder, "images");
    for (const [half, count] of Object.entries({ train: 8, test: 4 })) {
      for (const [label, name] of ["cat", "dog"].entries()) {
        for (let image = 0; image < count; image++) {
          const path = join(images, half, name, `${image}.png`);
          await writeImage(path, 100 * label + image, { width: 16, height: 16 });
        }
      }
    }
    const study = join(folder, "study");
    const first = await runScript("../examples/own-study.ts", [images, study]);
    expect(first).toMatchObject({ status: 0, stderr: "" });
    expect(first.stdout).toContain("log₃ of the rate");
    expect(first.stdout).toContain(join(study, "own-study", "accuracy.png"));
    const stored = () => readFileSync(join(study, "own-study", "figure.json"), "utf8");
    const before = stored();
    expect(JSON.parse(before).runs).toHaveLength(6);
    const again = await runScript("../examples/own-study.ts", [images, study]);
    expect(again).toEqual(first);
    expect(stored()).toBe(before);
  });
});

describe("examples/custom-run.json", () => {
  const path = resolve("examples/custom-run.json");

  it("is a run as it stands", () => {
    const run: unknown = JSON.parse(readFileSync(path, "utf8"));
    expect(parseRunSpec(run, { baseDirectory: "examples" }).epochs).toBe(5);
  });

  it("is executed by layca train", async () => {
    const copy = join(folder, basename(path));
    writeFileSync(copy, readFileSync(path));
    const out = join(folder, "out");
    const set = ["--set", `data.root=${data}`, "--set", "threads=1"];
    const end = await runCli("train", copy, "--out", out, ...set);
    expect(end.status).toBe(0);
    const record: RunRecord = JSON.parse(readFileSync(join(out, "record.json"), "utf8"));
    expect(record.layers.map(({ name }) => name)).toEqual(["first", "second", "output"]);
    expect(record.history.map(({ at }) => at)).toEqual(
      Array.from({ length: 5 }, () => ["firstStepOfEpoch", "epoch"]).flat(),
    );
    expect(record.history.at(-1)?.validation).toBeDefined();
  });
});
