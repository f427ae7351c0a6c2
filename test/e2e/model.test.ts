import { join } from "node:path";
import { beforeAll, expect, test } from "vitest";
import { InputError } from "../../lib/errors.js";
import type { RunRecord } from "../../lib/record.js";
import { evaluate } from "../../lib/train/evaluate.js";
import { loadModel } from "../../lib/train/load-model.js";
import { runInto } from "../../lib/train/run-directory.js";
import { parseRunSpec, type RunSpec } from "../../lib/train/run-spec.js";
import { writeMnist } from "../support/idx-files.js";
import { runCli } from "../support/run-cli.js";
import { folderOfFile } from "../support/temporary-folder.js";

const folder = folderOfFile();
const directory = join(folder, "run");
let spec: RunSpec;
let record: RunRecord;

beforeAll(async () => {
  writeMnist(join(folder, "mnist"), { train: 64, test: 40 });
  spec = parseRunSpec({
    network: {
      input: { kind: "vector", features: 784 },
      layers: [{ kind: "linear", outFeatures: 10 }],
    },
    data: { kind: "mnist", root: join(folder, "mnist") },
    optimizer: { kind: "sgd", lr: 0.1 },
    epochs: 5,
    batchSize: 16,
  });
  record = (await runInto(directory, spec)).record;
});

test("a run's folder gives its model, which does as well on the test set as the run", async () => {
  const { samples, loss, accuracy, confusion, classAccuracy } = await evaluate(
    loadModel(directory),
    spec.data,
  );
  expect(samples).toBe(40);
  expect(accuracy).toBe(record.test?.accuracy);
  expect(loss).toBeCloseTo(record.test?.loss ?? Number.NaN, 5);
  expect(confusion.flat().reduce((a, b) => a + b, 0)).toBe(40);
  expect(confusion.reduce((right, row, index) => right + (row[index] ?? 0), 0)).toBe(
    Math.round(accuracy * 40),
  );
  expect(classAccuracy).toHaveLength(10);
});

test("predict takes bytes one image after the other, and refuses what is no whole number of them", () => {
  const model = loadModel(directory);
  const { classes, probabilities } = model.predict(new Uint8Array(3 * 784).fill(9));
  expect(classes).toHaveLength(3);
  for (const row of probabilities) expect(row.reduce((a, b) => a + b, 0)).toBeCloseTo(1, 12);
  expect(() => model.predict(new Uint8Array(785))).toThrow(
    "batch: expected a multiple of 784 values, those of a sample, but received 785",
  );
});

test("weights that do not say whose they are need a network", () => {
  expect(() => loadModel(join(directory, "initial.safetensors"))).toThrow(InputError);
  const { network } = spec;
  expect(loadModel(join(directory, "initial.safetensors"), { network }).network).toEqual(network);
});

test("layca evaluate prints what evaluate gives", async () => {
  const { status, stdout } = await runCli("evaluate", directory, "--json");
  expect(status).toBe(0);
  expect(JSON.parse(stdout)).toMatchObject({ samples: 40, accuracy: record.test?.accuracy });
  const missing = await runCli("evaluate", join(folder, "none"));
  expect(missing.status).toBe(2);
});
