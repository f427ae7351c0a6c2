import { spawnSync } from "node:child_process";
import { join } from "node:path";
import { expect, test } from "vitest";
import { loadModel } from "../../lib/index.js";
import { runInto } from "../../lib/train/run-directory.js";
import { parseRunSpec } from "../../lib/train/run-spec.js";
import { madePython, namedPython, pythonOnPath } from "../../scripts/python-torch.mjs";
import { writeMnist } from "../support/idx-files.js";
import { temporaryFolder } from "../support/temporary-folder.js";

const run = {
  network: {
    input: { kind: "image", channels: 1, height: 28, width: 28 },
    layers: [
      {
        kind: "conv2d",
        outChannels: 4,
        kernelSize: 3,
        padding: "same",
        bias: false,
        name: "first",
      },
      { kind: "batchNorm" },
      { kind: "relu" },
      {
        kind: "residual",
        branch: [{ kind: "conv2d", outChannels: 6, kernelSize: 3, stride: 2, padding: "same" }],
        shortcut: [{ kind: "conv2d", outChannels: 6, kernelSize: 1, stride: 2 }],
      },
      { kind: "dropout", p: 0.3 },
      { kind: "globalAvgPool" },
      { kind: "linear", outFeatures: 10 },
    ],
  },
  data: { kind: "mnist", root: "mnist", normalize: "none" },
  optimizer: { kind: "layca", rate: 0.05, base: { kind: "sgd", momentum: 0.9 } },
  ...{ epochs: 2, batchSize: 16, precision: "float64", threads: 1 },
};

test("weights that a run wrote load into a torch.nn.Sequential, which gives what layca gives", async ({
  skip,
}) => {
  const python = namedPython("LAYCA_PYTHON") ?? madePython({ make: false }) ?? pythonOnPath();
  if (!python) return skip("there is no Python torch (`npm run reference -- --install` makes one)");
  const env = { ...process.env, ...python.env };
  const has = spawnSync(python.command, ["-c", "import safetensors.torch"], { env });
  if (has.status !== 0) return skip("this Python torch has no safetensors");

  const folder = temporaryFolder();
  writeMnist(join(folder, "mnist"));
  const out = join(folder, "run");
  await runInto(out, parseRunSpec(run, { baseDirectory: folder }));
  const file = join(out, "final.safetensors");
  const args = ["-B", "-W", "ignore", "scripts/reference/load_weights.py", file];
  const { stdout, stderr } = spawnSync(python.command, args, { env, encoding: "utf8" });
  expect(stderr).toBe("");
  const theirs: readonly (readonly number[])[] = JSON.parse(stdout);

  const inputs = Float64Array.from({ length: 2 * 784 }, (_, index) => (index < 784 ? 1 : 2));
  const { probabilities } = loadModel(out, { precision: "float64" }).predict(inputs);
  expect(theirs).toHaveLength(2);
  for (const [sample, row] of probabilities.entries()) {
    for (const [index, value] of row.entries()) {
      expect(value).toBeCloseTo(theirs[sample]?.[index] ?? Number.NaN, 10);
    }
  }
});
