import { describe, expect, it } from "vitest";
import { tensor, torch } from "../../../lib/tensor/index.js";
import { refusal } from "../../support/refusal.js";

const F = torch.nn.functional;
const logits = tensor([[1, 2]]);
const image = torch.zeros([1, 1, 2, 2]);

describe("functions that draw", () => {
  it("dropout zeros or divides by what is left", () => {
    const values = [...F.dropout(torch.ones([1000]), { p: 0.75 }).data()].map(Number);
    expect(new Set(values)).toEqual(new Set([0, 4]));
    const kept = values.filter((value) => value !== 0).length;
    expect(Math.abs(kept - 250)).toBeLessThan(75);
  });

  it("dropout2d takes whole channels", () => {
    const sums = [
      ...F.dropout2d(torch.ones([1, 200, 2, 2]))
        .sum([2, 3])
        .data(),
    ].map(Number);
    expect(new Set(sums)).toEqual(new Set([0, 8]));
  });

  it("gumbelSoftmax gives a distribution, or one place of it with the soft gradient", () => {
    const x = tensor([[0, 1, 2]], { requiresGrad: true });
    expect(F.gumbelSoftmax(x).sum().item()).toBeCloseTo(1, 5);
    const hard = F.gumbelSoftmax(x, { hard: true, tau: 2 });
    expect([...hard.data()].map((value) => Math.round(Number(value) * 1e5) / 1e5).sort()).toEqual([
      0, 0, 1,
    ]);
    hard
      .mul(tensor([1, 2, 3]))
      .sum()
      .backward();
    expect(Number(x.grad?.abs().sum().item())).toBeGreaterThan(0);
  });
});

it("one value of a channel is normalized by statistics that are given", () => {
  const [mean, variance] = [torch.zeros([2]), torch.ones([2])];
  expect(F.batchNorm(logits, mean, variance, { eps: 0 }).toArray()).toEqual([[1, 2]]);
  const channels = logits.view([1, 2, 1]);
  const options = { runningMean: mean, runningVar: variance, useInputStats: false, eps: 0 };
  expect(F.instanceNorm(channels, options).flatten().toArray()).toEqual([1, 2]);
});

describe("embedding with maxNorm", () => {
  it("scales the rows that are read, in the table itself, which keeps its gradient", () => {
    const table = tensor(
      [
        [3, 4],
        [6, 8],
        [0, 0.5],
      ],
      { dtype: "float64", requiresGrad: true },
    );
    const rows = F.embedding(tensor([0n, 2n]), table, { maxNorm: 1 });
    rows.sum().backward();
    // 1 / (5 + 1e-7): PyTorch keeps the division from 0 so.
    const scale = 1 / (5 + 1e-7);
    expect(table.toArray()).toEqual([
      [3 * scale, 4 * scale],
      [6, 8],
      [0, 0.5],
    ]);
    expect(table.grad?.toArray()).toEqual([
      [1, 1],
      [0, 0],
      [1, 1],
    ]);
  });
});

describe("functions that are written by hand refuse", () => {
  it.each([
    [
      "unknown options",
      () => Reflect.apply(F.crossEntropy, F, [logits, tensor([0n]), { smoothing: 1 }]),
      'crossEntropy.smoothing: expected one of the options (weight, ignoreIndex, reduction, labelSmoothing) but received "smoothing"',
    ],
    [
      "unknown reductions",
      () => Reflect.apply(F.crossEntropy, F, [logits, tensor([0n]), { reduction: "average" }]),
      'crossEntropy.reduction: expected none, mean or sum but received "average"',
    ],
    [
      "classes in floating point",
      () => F.crossEntropy(logits, tensor([0])),
      'crossEntropy.target: expected classes of int64, as tensor([0n, 1n]) and to("int64") give, ' +
        "or probabilities of the input's shape [1, 2], but received float32 of [1]",
    ],
    [
      "classes of another integer",
      () => F.nllLoss(logits, tensor([0], { dtype: "int32" })),
      'nllLoss.target: expected classes of int64, as tensor([0n, 1n]) and to("int64") give, ' +
        "but received int32 of [1]",
    ],
    [
      "unknown reductions of composed losses",
      () => Reflect.apply(F.poissonNllLoss, F, [logits, logits, { reduction: "batchmean" }]),
      'poissonNllLoss.reduction: expected none, mean or sum but received "batchmean"',
    ],
    [
      "a string for options",
      () => Reflect.apply(F.dropout, F, [logits, "p"]),
      "dropout.options: expected an object but received string",
    ],
    [
      "a row for padding that is not there",
      () => F.embedding(tensor([0n]), logits, { paddingIdx: 1 }),
      "embedding.paddingIdx: expected a row from -1 to 0 but received 1",
    ],
    [
      "a norm below 0",
      () => F.embedding(tensor([0n]), logits, { maxNorm: -1 }),
      "embedding.maxNorm: expected a number of at least 0 but received -1",
    ],
    [
      "bags without offsets",
      () => F.embeddingBag(tensor([0n]), logits),
      "embeddingBag.offsets: expected some for an input of 1 dimensions but received none",
    ],
    [
      "unknown modes of bags",
      () => Reflect.apply(F.embeddingBag, F, [tensor([[0n]]), logits, { mode: "most" }]),
      "embeddingBag.mode: expected sum, mean, max but received most",
    ],
    [
      "neither size nor factor",
      () => F.interpolate(image),
      "interpolate: expected size or scaleFactor but received none",
    ],
    [
      "both",
      () => F.interpolate(image, { size: 2, scaleFactor: 2 }),
      "interpolate: expected size or scaleFactor but received both",
    ],
    [
      "modes of other dimensions",
      () => F.interpolate(image, { size: 2, mode: "linear" }),
      "interpolate.mode: expected nearest or area of 3 to 5 dimensions, linear of 3, bilinear or bicubic of 4, or trilinear of 5 but received linear of 4",
    ],
    [
      "one value of a channel in training, whose variance is 0",
      () => F.batchNorm(tensor([[1, 2]]), null, null, { training: true }),
      "batchNorm.input: expected more than one value for each channel, as the variance of one is 0, but received the shape [1, 2]",
    ],
    [
      "one place of a channel in a sample",
      () => F.instanceNorm(torch.ones([3, 2, 1])),
      "instanceNorm.input: expected more than one place, as the variance of one is 0, but received the shape [3, 2, 1]",
    ],
    [
      "unknown ways to sample",
      () => Reflect.apply(F.gridSample, F, [image, image, { mode: "cubic" }]),
      "gridSample.mode: expected bilinear, nearest, bicubic but received cubic",
    ],
  ])("%s", (_, act, message) => {
    expect(refusal(act)).toBe(message);
  });
});
