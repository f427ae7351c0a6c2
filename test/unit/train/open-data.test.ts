import { describe, expect, it } from "vitest";
import { datasets } from "../../../lib/data/index.js";
import { network } from "../../../lib/nn/index.js";
import { type Tensor, tensor } from "../../../lib/tensor/index.js";
import { type DataBatch, openData } from "../../../lib/train/open-data.js";
import { asyncRefusal, refusal } from "../../support/refusal.js";
import { numbersOf } from "../../support/tensor-values.js";

const net = network.vector({ features: 2 }).linear(3);
const count = 10;

/** Sample i is [i, −i], of class i mod 3. */
const samples = () => ({
  inputs: tensor(Array.from({ length: count }, (_, i) => [i, -i])),
  targets: tensor(Array.from({ length: count }, (_, i) => BigInt(i % 3))),
});

const firsts = (inputs: Tensor) => numbersOf(inputs).filter((_, index) => index % 2 === 0);
const order = (batches: Iterable<DataBatch>) =>
  [...batches].map(({ inputs }) => firsts(inputs).map((value) => value + 0));

describe("openData", () => {
  it("gives an epoch's batches, shuffled by seed and epoch, inputs with their targets", async () => {
    const data = datasets.tensors({ train: samples() });
    const opened = await openData(net, data, { batchSize: 4, seed: 3 });
    expect(opened.batchesPerEpoch).toBe(3);
    const [first, second] = [order(opened.train(0)), order(opened.train(1))];
    expect(first.map((batch) => batch.length)).toEqual([4, 4, 2]);
    expect(first.flat().sort((a, b) => a - b)).toEqual(Array.from({ length: count }, (_, i) => i));
    expect(second).not.toEqual(first);
    expect(order(opened.train(0))).toEqual(first);
    for (const { inputs, targets } of opened.train(1)) {
      expect(numbersOf(targets)).toEqual(firsts(inputs).map((value) => value % 3));
    }
    const other = await openData(net, data, { batchSize: 4, seed: 4 });
    expect(order(other.train(0))).not.toEqual(first);
  });

  it("gives two epochs at once without mixing them", async () => {
    const data = datasets.tensors({ train: samples() });
    const opened = await openData(net, data, { batchSize: 4 });
    const alone = [order(opened.train(0)), order(opened.train(1))];
    const [one, two] = [opened.train(0), opened.train(1)].map((epoch) => epoch[Symbol.iterator]());
    const mixed: number[][][] = [[], []];
    for (let batch = 0; batch < 3; batch++) {
      for (const [index, epoch] of [one, two].entries()) {
        mixed[index]?.push(firsts(epoch?.next().value?.inputs));
      }
    }
    expect(mixed).toEqual(alone);
  });

  it("leaves the other sets in their order, and has none where there is none", async () => {
    const data = datasets.tensors({ train: samples(), test: samples() });
    const opened = await openData(net, data, { batchSize: 6, dropLast: true });
    expect(opened.batchesPerEpoch).toBe(1);
    expect(order(opened.test())).toEqual([
      [0, 1, 2, 3, 4, 5],
      [6, 7, 8, 9],
    ]);
    expect([...opened.validation()]).toEqual([]);
  });

  it("gives tensors that are the caller's own", async () => {
    const data = datasets.tensors({ train: samples() });
    const opened = await openData(net, data, { batchSize: count, shuffle: false });
    const before = order(opened.train(0));
    for (const { inputs, targets } of opened.train(0)) {
      inputs.zero_();
      targets.zero_();
    }
    expect(order(opened.train(0))).toEqual(before);
  });

  it("normalizes and converts", async () => {
    const data = datasets.tensors({ train: samples(), normalize: "scalar" });
    const opened = await openData(net, data, { batchSize: count, precision: "float64" });
    for (const { inputs } of opened.train(0)) {
      expect(inputs.dtype).toBe("float64");
      const values = numbersOf(inputs);
      const squares = values.reduce((sum, value) => sum + value * value, 0);
      expect(values.reduce((sum, value) => sum + value, 0)).toBeCloseTo(0, 12);
      expect(squares / values.length).toBeCloseTo(1, 12);
    }
  });

  it("takes an input alone, and any class", async () => {
    const data = datasets.tensors({ train: samples() });
    const opened = await openData({ kind: "vector", features: 2 }, data, { batchSize: count });
    expect(order(opened.train(0)).flat()).toHaveLength(count);
  });

  it("refuses what a run refuses", async () => {
    const data = datasets.tensors({ train: samples() });
    const wide = network.vector({ features: 5 }).linear(3);
    expect(await asyncRefusal(() => openData(wide, data, { batchSize: 4 }))).toMatch(/\[N, 5\]/);
    expect(await asyncRefusal(() => openData(net, data, { batchSize: 0 }))).toBe(
      "batchSize: expected an integer ≥ 1 but received 0",
    );
    const input = { kind: "vector", features: 2 } as const;
    expect(
      await asyncRefusal(() => openData(input, data, { batchSize: 4, loss: { kind: "mse" } })),
    ).toBe(
      "samples: expected a network, whose outputs say what mse compares, but received an input alone",
    );
    const opened = await openData(net, data, { batchSize: 4 });
    expect(refusal(() => [...opened.train(-1)])).toBe(
      "epoch: expected an integer ≥ 0 and ≤ 2147483647 but received -1",
    );
  });
});
