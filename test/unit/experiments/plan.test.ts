import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, it } from "vitest";
import fig01 from "../../../lib/experiments/figures/fig01.js";
import rotation from "../../../lib/experiments/figures/rotation.js";
import { gridPoints, planFigure } from "../../../lib/experiments/plan.js";
import { writeMnist } from "../../support/idx-files.js";
import { asyncRefusal } from "../../support/refusal.js";

let dataRoot: string;
beforeAll(() => {
  dataRoot = mkdtempSync(join(tmpdir(), "layca-"));
  writeMnist(join(dataRoot, "mnist"));
});
afterAll(() => rmSync(dataRoot, { recursive: true }));

const options = () => ({ threads: 1, device: "cpu", dataRoot });

it("makes every combination of a grid", () => {
  expect(gridPoints({ a: [1, 2], b: ["x", "y"] })).toEqual([
    { a: 1, b: "x" },
    { a: 1, b: "y" },
    { a: 2, b: "x" },
    { a: 2, b: "y" },
  ]);
  expect(gridPoints({})).toEqual([{}]);
});

it("expands Figure 1 as published: ten layers, ten repetitions, 4,000 epochs of one full batch", async () => {
  const { runs } = await planFigure(fig01, { ...options(), scale: "paper" });
  expect(runs).toHaveLength(100);
  expect(new Set(runs.map(({ key }) => key)).size).toBe(100);
  expect(runs[11]?.labels).toEqual({ task: "MNIST-MLP", method: "SGD", layer: 1, seed: 1 });
  const spec = runs[11]?.spec;
  expect(spec).toMatchObject({
    trainable: ["2"],
    seed: 1,
    epochs: 4000,
    batchSize: 128,
    data: { kind: "mnist", perClass: 10, normalize: "scalar", flatten: true },
    optimizer: { kind: "sgd", lr: 10, momentum: 0, weightDecay: 0 },
    schedule: { kind: "constant" },
  });
  expect(spec?.network.layers.filter(({ kind }) => kind === "linear")).toHaveLength(11);
  expect(spec?.network.layers[0]).toMatchObject({
    kind: "linear",
    outFeatures: 784,
    bias: true,
    init: "glorotUniform",
  });
});

it("expands the rotation into one run a method, from the same initial weights", async () => {
  const { runs } = await planFigure(rotation, { ...options(), scale: "reduced" });
  expect(runs.map(({ labels }) => labels.method)).toEqual(["SGD", "Layca"]);
  expect(new Set(runs.map(({ spec }) => spec.seed)).size).toBe(1);
});

it("refuses to plan without the data", async () => {
  expect(
    await asyncRefusal(() =>
      planFigure(fig01, { ...options(), scale: "smoke", dataRoot: join(dataRoot, "none") }),
    ),
  ).toBe(
    `data.root: expected a folder with MNIST's files but ${join(dataRoot, "none")} is none; \`layca data mnist\` fetches them`,
  );
});
