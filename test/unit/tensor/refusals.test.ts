import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { TorchError } from "../../../lib/errors.js";
import { tensor, torch } from "../../../lib/tensor/index.js";
import { refusal } from "../../support/refusal.js";

const ones = (...shape: number[]) => torch.ones(shape);
const far = 2 ** 40;
const recurrent = ["gru", "lstm", "rnnTanh", "rnnRelu"] as const;

function packed(name: (typeof recurrent)[number]): unknown {
  const none = torch.zeros([0], { dtype: "int64" });
  const state = ones(1, 1, 2);
  const settings = [false, 1, 0, false, false] as const;
  if (name === "lstm") return torch.lstm(ones(1, 2), none, [state, state], [], ...settings);
  return torch[name](ones(1, 2), none, state, [], ...settings);
}

const polynomials = [
  ...["chebyshevPolynomialT", "chebyshevPolynomialU", "chebyshevPolynomialV"],
  ...["chebyshevPolynomialW", "hermitePolynomialH", "hermitePolynomialHe", "laguerrePolynomialL"],
  ...["legendrePolynomialP", "shiftedChebyshevPolynomialT", "shiftedChebyshevPolynomialU"],
  ...["shiftedChebyshevPolynomialV", "shiftedChebyshevPolynomialW"],
] as const;

/** Each of these ended or stopped the process before it was refused. */
describe("arguments on which libtorch crashes or hangs are refused", () => {
  const { special, nn, linalg } = torch;
  const unread = "as libtorch reads past the end of what is given,";
  const weights = `params: expected as many weights as its layers have, ${unread} but received`;

  const refused: readonly (readonly [string, () => unknown, string])[] = [
    [
      "a list of another length than the kernel reads",
      () => nn.functional.reflectionPad3d(ones(1, 1, 2, 2, 2), []),
      "reflectionPad3d.padding: expected a list of 6 but received an array of 0",
    ],
    [
      "channels in no groups",
      () => torch.nativeChannelShuffle(ones(1, 4, 2), 0),
      "nativeChannelShuffle.groups: expected a number above 0, as libtorch divides by it, but received 0",
    ],
    [
      "the least power",
      () => linalg.matrixPower(ones(2, 2), -(2n ** 63n)),
      "linalg.matrixPower.n: expected a number above -2^63, as libtorch negates it without end, " +
        "but received -9223372036854775808n",
    ],
    [
      "the least power, by its older name",
      () => ones(2, 2).matrixPower(-(2n ** 63n)),
      "matrixPower.n: expected a number above -2^63, as libtorch negates it without end, " +
        "but received -9223372036854775808n",
    ],
    [
      "embeddings of no numbers",
      () => torch.embeddingBag(torch.zeros([2, 0]), tensor([0n]), tensor([0n])),
      `embeddingBag.weight: expected a tensor with columns, ${unread} but received an object`,
    ],
    [
      "eigenvalues of what is no number",
      () => linalg.eigvals(torch.full([2, 2], Number.NaN)),
      "linalg.eigvals.self: expected finite numbers, as LAPACK ends the process, but received an object",
    ],
    [
      "the statistics of a layer in use that has none",
      () => torch.nativeBatchNorm(ones(2, 3), null, null, null, ones(3), false, 0.1, 1e-5),
      "nativeBatchNorm.runningMean: expected a tensor outside of training, as libtorch reads it, but received null",
    ],
    [
      "deviations of a layer in use that has none",
      () => torch.nativeBatchNorm(ones(2, 3), null, null, ones(3), null, false, 0.1, 1e-5),
      "nativeBatchNorm.runningVar: expected a tensor outside of training, as libtorch reads it, but received null",
    ],
    [
      "infinite counts",
      () => torch.binomial(tensor([Infinity]), tensor([0.5])),
      "binomial.count: expected finite numbers, as libtorch draws without end, but received an object",
    ],
    [
      "probabilities that are none",
      () => torch.binomial(tensor([3]), tensor([Number.NaN])),
      "binomial.prob: expected finite numbers, as libtorch draws without end, but received an object",
    ],
    [
      "too few pivots",
      () => torch.luUnpack(ones(3, 3), torch.ones([1], { dtype: "int32" })),
      `luUnpack.LUPivots: expected a row's number, from 1, for every row or column, ${unread} but received an object`,
    ],
    [
      "pivots of rows that are not there",
      () => torch.luSolve(ones(2, 1), ones(2, 2), tensor([1, 9], { dtype: "int32" })),
      `luSolve.LUPivots: expected a row's number, from 1, for every row or column, ${unread} but received an object`,
    ],
    [
      "those in linalg",
      () => linalg.luSolve(ones(2, 2), tensor([0, 1], { dtype: "int32" }), ones(2, 1)),
      `linalg.luSolve.pivots: expected a row's number, from 1, for every row or column, ${unread} but received an object`,
    ],
    [
      "a bag's indices of two dimensions",
      () => torch.embeddingBag(ones(3, 3), tensor([[0n]]), tensor([0n])),
      `embeddingBag.indices: expected a tensor of one dimension, ${unread} but received an object`,
    ],
    [
      "a bag's offsets of two dimensions",
      () => torch.embeddingBag(ones(3, 3), tensor([0n]), tensor([[0n]])),
      `embeddingBag.offsets: expected a tensor of one dimension, ${unread} but received an object`,
    ],
    [
      "a bag's mode that is none",
      () => torch.embeddingBag(ones(3, 3), tensor([0n]), tensor([0n]), { mode: 3 }),
      `embeddingBag.mode: expected 0 (sum), 1 (mean) or 2 (max), ${unread} but received 3`,
    ],
    [
      "more parts than memory holds",
      () => torch.tensorSplit(ones(3), 2 ** 31),
      "tensorSplit.sections: expected at most 1000000 parts, as libtorch makes a tensor of each, " +
        "but received 2147483648",
    ],
    [
      "segments whose lengths are not to be checked",
      () => torch.segmentReduce(ones(3), "sum", { lengths: tensor([9n]), unsafe: true }),
      `segmentReduce.unsafe: expected false, ${unread} but received true`,
    ],
    [
      "classes that a CTC loss has no scores of",
      () => torch.ctcLoss(ones(4, 1, 3), tensor([[1n, 7n]]), [4], [2]),
      `ctcLoss.targets: expected classes of log_probs, ${unread} but received an object`,
    ],
    [
      "samples beyond the image",
      () => nn.functional.fractionalMaxPool2d(ones(1, 1, 4, 4), 2, 2, torch.full([1, 1, 2], 5)),
      `fractionalMaxPool2d.randomSamples: expected numbers in [0, 1), ${unread} but received an object`,
    ],
    [
      "samples beyond the volume",
      () => nn.functional.fractionalMaxPool3d(ones(1, 1, 4, 4, 4), 2, 2, torch.full([1, 1, 3], -1)),
      `fractionalMaxPool3d.randomSamples: expected numbers in [0, 1), ${unread} but received an object`,
    ],
    ...recurrent.map(
      (name) =>
        [
          `a packed sequence of no batches in ${name}`,
          () => packed(name),
          `${name}.batchSizes: expected a tensor of one dimension that is not empty, ${unread} but received an object`,
        ] as const,
    ),
    [
      "a recurrent network with too few weights",
      () => torch.gru(ones(1, 1, 2), ones(1, 1, 2), [ones(6, 2)], false, 1, 0, false, false, false),
      `gru.${weights} an array of 1`,
    ],
    [
      "one of no layers",
      () => torch.rnnTanh(ones(1, 1, 2), ones(1, 1, 2), [], false, 0, 0, false, false, false),
      `rnnTanh.${weights} an array of 0`,
    ],
    [
      "one with biases that are not there",
      () =>
        torch.rnnRelu(
          ones(1, 1, 2),
          ones(1, 1, 2),
          [ones(2, 2), ones(2, 2)],
          true,
          1,
          0,
          false,
          false,
          false,
        ),
      `rnnRelu.${weights} an array of 2`,
    ],
    [
      "an LSTM with too few weights",
      () =>
        torch.lstm(
          ones(1, 1, 2),
          [ones(1, 1, 2), ones(1, 1, 2)],
          [],
          false,
          1,
          0,
          false,
          true,
          false,
        ),
      `lstm.${weights} an array of 0`,
    ],
    ...polynomials.map(
      (name) =>
        [
          `special.${name} of a far degree`,
          () => special[name](ones(1), far),
          `special.${name}.n: expected a degree of at most 100000, as libtorch counts up to it for every element, ` +
            `but received ${far}`,
        ] as const,
    ),
  ];
  it.each(refused)("%s", (_, act, message) => {
    expect(refusal(act)).toBe(message);
  });

  it("each row of the binding's list, here", () => {
    const source = readFileSync(
      new URL("../../../binding/call_hazards.cpp", import.meta.url),
      "utf8",
    );
    const rows = [...source.matchAll(/^ {4}\{"(\w+)", "(\w+)", /gm)];
    expect(rows.length).toBeGreaterThan(30);
    const messages = refused.map(([, , message]) => message);
    const untested = rows
      .map(([, name = "", argument = ""]) => `${camelCase(name)}.${camelCase(argument)}`)
      .map((place) =>
        place.replace(
          /^(linalg|special)([A-Z])/,
          (_, module, letter) => `${module}.${letter.toLowerCase()}`,
        ),
      )
      .filter((place) => !messages.some((message) => message.startsWith(`${place}: `)));
    expect(untested).toEqual([]);
  });

  it("and degrees within a tensor", () => {
    expect(refusal(() => special.legendrePolynomialP(ones(1), tensor([far])))).toContain(
      "expected a degree of at most 100000",
    );
  });
});

it("sparse tensors are checked where they are made", () => {
  const outside = tensor([5n, 9n, 9n]);
  expect(() =>
    torch.sparseCsrTensor(outside, tensor([0n, 1n]), ones(2), [2, 2], { dtype: "float32" }),
  ).toThrow(TorchError);
});

describe("what looks like it is let through", () => {
  it("lists of one number, and those of the default", () => {
    const image = ones(1, 1, 4, 4);
    expect(torch.maxPool2d(image, [2], { stride: [] }).shape).toEqual([1, 1, 2, 2]);
    expect(torch.conv2d(image, ones(1, 1, 2, 2), { stride: [2] }).shape).toEqual([1, 1, 2, 2]);
  });

  it("an LSTM whose state is projected", () => {
    const state = [ones(1, 1, 1), ones(1, 1, 2)];
    const params = [ones(8, 2), ones(8, 1), ones(1, 2)];
    const [output] = torch.lstm(ones(3, 1, 2), state, params, false, 1, 0, false, false, false);
    expect(output.shape).toEqual([3, 1, 1]);
  });

  it("pivots of a batch", () => {
    const [factors, pivots] = torch.linalg.luFactor(torch.eye(2).expand([3, 2, 2]));
    expect(torch.luUnpack(factors, pivots)[0].shape).toEqual([3, 2, 2]);
  });
});

it("a gradient that autograd keeps without memory can be read and written", () => {
  const x = torch.ones([2], { requiresGrad: true });
  x.sgn().sum().backward();
  expect(x.grad?.toArray()).toEqual([0, 0]);
  x.grad?.add_(1);
  expect(x.grad?.toArray()).toEqual([1, 1]);
});

function camelCase(name: string): string {
  return name.replace(/_(\w)/g, (_, letter: string) => letter.toUpperCase());
}
