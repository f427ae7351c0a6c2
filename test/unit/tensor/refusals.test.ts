import { readdirSync, readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { TorchError } from "../../../lib/errors.js";
import { tensor, torch } from "../../../lib/tensor/index.js";
import { refusal } from "../../support/refusal.js";

const ones = (...shape: number[]) => torch.ones(shape);
const far = 2 ** 40;
const least = -(2n ** 63n);
const recurrent = ["gru", "lstm", "rnnTanh", "rnnRelu"] as const;

function packed(name: (typeof recurrent)[number]): unknown {
  const none = torch.zeros([0], { dtype: "int64" });
  const state = ones(1, 1, 2);
  const settings = [false, 1, 0, false, false] as const;
  if (name === "lstm") return torch.lstm(ones(1, 2), none, [state, state], [], ...settings);
  return torch[name](ones(1, 2), none, state, [], ...settings);
}

const samplers = [
  ["gridSampler", sampled(torch.gridSampler, 2), "[1, 2, 2, 2]"],
  ["gridSampler2d", sampled(torch.gridSampler2d, 2), "[1, 2, 2, 2]"],
  ["gridSampler3d", sampled(torch.gridSampler3d, 3), "[1, 2, 2, 2, 3]"],
] as const;

/** Of an image of ones with so many dimensions of places, all at one place. */
function sampled(sampler: typeof torch.gridSampler, dims: number) {
  const sizes = Array.from({ length: dims }, () => 2);
  return (mode: number, padding: number, place: number) =>
    sampler(ones(1, 1, ...sizes), torch.full([1, ...sizes, dims], place), mode, padding, false);
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
  const quotient =
    "other: expected no -1 where the least integer is divided, " +
    "as the quotient does not fit and the processor stops, but received";
  const divisor =
    "divisorOverride: expected a number above 0 for integers, " +
    "as the quotient does not fit and the processor stops, but received -1";
  const unwritten = "as libtorch leaves the result unwritten, but received";
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
      `embeddingBag.weight: expected a tensor with columns, ${unread} but received a tensor (float32 [2, 0] on cpu)`,
    ],
    [
      "eigenvalues of what is no number",
      () => linalg.eigvals(torch.full([2, 2], Number.NaN)),
      "linalg.eigvals.self: expected finite numbers, as LAPACK ends the process, but received a tensor (float32 [2, 2] on cpu)",
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
      "binomial.count: expected finite numbers, as libtorch draws without end, but received a tensor (float32 [1] on cpu)",
    ],
    [
      "probabilities that are none",
      () => torch.binomial(tensor([3]), tensor([Number.NaN])),
      "binomial.prob: expected finite numbers, as libtorch draws without end, but received a tensor (float32 [1] on cpu)",
    ],
    [
      "too few pivots",
      () => torch.luUnpack(ones(3, 3), torch.ones([1], { dtype: "int32" })),
      `luUnpack.LUPivots: expected a row's number, from 1, for every row or column, ${unread} but received a tensor (int32 [1] on cpu)`,
    ],
    [
      "pivots of rows that are not there",
      () => torch.luSolve(ones(2, 1), ones(2, 2), tensor([1, 9], { dtype: "int32" })),
      `luSolve.LUPivots: expected a row's number, from 1, for every row or column, ${unread} but received a tensor (int32 [2] on cpu)`,
    ],
    [
      "those in linalg",
      () => linalg.luSolve(ones(2, 2), tensor([0, 1], { dtype: "int32" }), ones(2, 1)),
      `linalg.luSolve.pivots: expected a row's number, from 1, for every row or column, ${unread} but received a tensor (int32 [2] on cpu)`,
    ],
    [
      "a bag's indices of two dimensions",
      () => torch.embeddingBag(ones(3, 3), tensor([[0n]]), tensor([0n])),
      `embeddingBag.indices: expected a tensor of one dimension, ${unread} but received a tensor (int64 [1, 1] on cpu)`,
    ],
    [
      "a bag's offsets of two dimensions",
      () => torch.embeddingBag(ones(3, 3), tensor([0n]), tensor([[0n]])),
      `embeddingBag.offsets: expected a tensor of one dimension, ${unread} but received a tensor (int64 [1, 1] on cpu)`,
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
      `ctcLoss.targets: expected classes of log_probs, ${unread} but received a tensor (int64 [1, 2] on cpu)`,
    ],
    [
      "samples beyond the image",
      () => nn.functional.fractionalMaxPool2d(ones(1, 1, 4, 4), 2, 2, torch.full([1, 1, 2], 5)),
      `fractionalMaxPool2d.randomSamples: expected numbers in [0, 1), ${unread} but received a tensor (int64 [1, 1, 2] on cpu)`,
    ],
    [
      "samples beyond the volume",
      () => nn.functional.fractionalMaxPool3d(ones(1, 1, 4, 4, 4), 2, 2, torch.full([1, 1, 3], -1)),
      `fractionalMaxPool3d.randomSamples: expected numbers in [0, 1), ${unread} but received a tensor (int64 [1, 1, 3] on cpu)`,
    ],
    [
      "a quotient that no integer holds",
      () => torch.div(tensor([least]), -1, { roundingMode: "trunc" }),
      `div.${quotient} -1`,
    ],
    [
      "one of tensors, in place",
      () =>
        torch
          .full([2], -(2 ** 31), { dtype: "int32" })
          .div_(torch.full([2], -1, { dtype: "int32" }), { roundingMode: "trunc" }),
      `div_.${quotient} a tensor (int32 [2] on cpu)`,
    ],
    [
      "one by the other name",
      () => torch.divide(tensor([least]), tensor([-1n]), { roundingMode: "trunc" }),
      `divide.${quotient} a tensor (int64 [1] on cpu)`,
    ],
    [
      "one by the other name, in place",
      () => tensor([least]).divide_(-1, { roundingMode: "trunc" }),
      `divide_.${quotient} -1`,
    ],
    [
      "a mean of integers that none holds",
      () => nn.functional.avgPool2d(tensor([least]).view([1, 1, 1]), 1, { divisorOverride: -1 }),
      `avgPool2d.${divisor}`,
    ],
    [
      "one of a volume",
      () => nn.functional.avgPool3d(tensor([least]).view([1, 1, 1, 1]), 1, { divisorOverride: -1 }),
      `avgPool3d.${divisor}`,
    ],
    ...(["mvlgamma", "mvlgamma_"] as const).map(
      (name) =>
        [
          `${name} of a far degree`,
          () => ones(1)[name](far),
          `${name}.p: expected a degree of at most 100000, as libtorch counts up to it for every element, but received ${far}`,
        ] as const,
    ),
    [
      "multigammaln of a far degree",
      () => special.multigammaln(ones(1), far),
      "special.multigammaln.p: expected a degree of at most 100000, as libtorch counts up to it for every element, " +
        `but received ${far}`,
    ],
    [
      "pivots of a symmetric matrix's rows that are not there",
      () => linalg.ldlSolve(torch.eye(2), tensor([9, 9], { dtype: "int32" }), ones(2, 1)),
      "linalg.ldlSolve.pivots: expected a row's number, from 1, for every row, or the negative ones of a block's two, " +
        `${unread} but received a tensor (int32 [2] on cpu)`,
    ],
    [
      "offsets of a bag that lie before its indices",
      () => torch.embeddingBag(ones(3, 3), tensor([0n, 1n]), tensor([0n, -1000000000n])),
      "embeddingBag.offsets: expected ascending numbers, from 0 to the count of indices, " +
        `${unread} but received a tensor (int64 [2] on cpu)`,
    ],
    [
      "segments that end behind the data",
      () => torch.segmentReduce(ones(4), "max", { offsets: tensor([0n, 2n ** 40n]) }),
      "segmentReduce.offsets: expected ascending numbers for every row of data, from 0 to its size, " +
        `${unread} but received a tensor (int64 [2] on cpu)`,
    ],
    [
      "lengths of segments of fewer rows than there are",
      () => torch.segmentReduce(ones(2, 4), "sum", { lengths: tensor([[4n]]), axis: 1 }),
      `segmentReduce.lengths: expected lengths for every row of data, ${unread} but received a tensor (int64 [1, 1] on cpu)`,
    ],
    ...samplers.flatMap(([name, sample, sizes]) => [
      [
        `${name} in a mode that is none`,
        () => sample(99, 0, 0),
        `${name}.interpolationMode: expected 0 (bilinear), 1 (nearest) or 2 (bicubic), ${unwritten} 99`,
      ] as const,
      [
        `${name} with a padding that is none`,
        () => sample(0, 99, 0),
        `${name}.paddingMode: expected 0 (zeros), 1 (border) or 2 (reflection), ${unwritten} 99`,
      ] as const,
      [
        `${name} at places that are none`,
        () => sample(0, 1, Number.NaN),
        `${name}.grid: expected numbers within ±1e9 where padding is not zeros, ${unread} but received a tensor (float32 ${sizes} on cpu)`,
      ] as const,
    ]),
    ...(["weight", "bias", "runningMean", "runningVar"] as const).map(
      (name, index) =>
        [
          `one number as ${name} of three channels`,
          () => {
            const given = [ones(3), ones(3), ones(3), ones(3)].with(index, ones(1));
            return Reflect.apply(torch.nativeBatchNorm, torch, [
              ...[ones(2, 3), ...given],
              ...[false, 0.1, 1e-5],
            ]);
          },
          `nativeBatchNorm.${name}: expected one number for each channel, ${unread} but received a tensor (float32 [1] on cpu)`,
        ] as const,
    ),
    [
      "no heads to share out",
      () =>
        nn.functional.scaledDotProductAttention(
          ...([ones(1, 4, 2, 2), ones(1, 0, 2, 2), ones(1, 0, 2, 2)] as const),
          { enableGqa: true },
        ),
      "scaledDotProductAttention.key: expected one head or more, as libtorch divides by their number, " +
        "but received a tensor (float32 [1, 0, 2, 2] on cpu)",
    ],
    [
      "more values than keys",
      () =>
        nn.functional.scaledDotProductAttention(
          ...([ones(1, 1, 2, 2), ones(1, 1, 2, 2), ones(1, 1, 3, 2)] as const),
        ),
      `scaledDotProductAttention.value: expected as many values as keys, ${unread} ` +
        "but received a tensor (float32 [1, 1, 3, 2] on cpu)",
    ],
    ...recurrent.map(
      (name) =>
        [
          `a packed sequence of no batches in ${name}`,
          () => packed(name),
          `${name}.batchSizes: expected a tensor of one dimension that is not empty, ${unread} but received a tensor (int64 [0] on cpu)`,
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
    const folder = new URL("../../../binding/", import.meta.url);
    const sources = readdirSync(folder)
      .filter((name) => /^hazards_\w+\.cpp$/.test(name))
      .map((name) => readFileSync(new URL(name, folder), "utf8"));
    const rows = sources.flatMap((source) => [
      ...source.matchAll(/^ {4}Hazard\{"(\w+)", "(\w+)", /gm),
    ]);
    expect(rows.length).toBeGreaterThan(60);
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

describe("the indices of a sparse tensor are its own", () => {
  const outside = 99_999_999n;
  const eye = torch.eye(3);

  it("whatever is written to those it gives", () => {
    const coo = eye.toSparse().coalesce();
    coo.indices().fill_(outside);
    const csr = eye.toSparseCsr();
    csr.crowIndices().fill_(outside);
    csr.colIndices().fill_(outside);
    const csc = eye.toSparseCsc();
    csc.ccolIndices().fill_(outside);
    csc.rowIndices().fill_(outside);
    for (const sparse of [coo, csr, csc]) {
      expect(sparse.toDense().toArray()).toEqual(eye.toArray());
    }
  });

  it("whatever is written to those it was made of", () => {
    const [ends, places] = [tensor([0n, 1n, 2n]), tensor([0n, 1n])];
    const both = torch.stack([places, places]);
    const made = [
      torch.sparseCooTensor(both, ones(2), [2, 2]),
      torch.sparseCsrTensor(ends, places, ones(2), [2, 2]),
      torch.sparseCscTensor(ends, places, ones(2), [2, 2]),
    ];
    for (const given of [ends, places, both]) given.fill_(outside);
    for (const sparse of made) expect(sparse.toDense().toArray()).toEqual(torch.eye(2).toArray());
  });

  it("while its values are written to in place", () => {
    const sparse = eye.toSparse().coalesce();
    sparse.values().fill_(2);
    expect(sparse.toDense().trace().item()).toBe(6);
  });
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

  it("the least integer and -1 apart from each other, and rounded down", () => {
    const x = tensor([least, 6n]);
    expect(x.div(tensor([2n, -1n]), { roundingMode: "trunc" }).toArray()).toEqual([
      -(2n ** 62n),
      -6,
    ]);
    expect(x.div(-1, { roundingMode: "floor" }).toArray()).toEqual([least, -6]);
  });

  it("sparse integers that are divided", () => {
    const sparse = tensor([5n, 0n]).toSparse();
    expect(sparse.div(2, { roundingMode: "trunc" }).toDense().toArray()).toEqual([2, 0]);
    const lowest = tensor([least]).toSparse();
    expect(refusal(() => lowest.div(-1, { roundingMode: "trunc" }))).toContain("div.other: ");
  });

  it("pivots of a symmetric matrix with a block of two rows", () => {
    const matrix = tensor([
      [0, 1],
      [1, 0],
    ]);
    const [factors, pivots] = torch.linalg.ldlFactor(matrix);
    expect(pivots.toArray()).toEqual([-2, -2]);
    expect(torch.linalg.ldlSolve(factors, pivots, tensor([[3], [4]])).toArray()).toEqual([
      [4],
      [3],
    ]);
  });

  it("segments that leave the ends of the data out", () => {
    const offsets = tensor([1n, 3n, 3n]);
    expect(torch.segmentReduce(ones(4), "sum", { offsets }).toArray()).toEqual([2, 0]);
  });

  it("bags that are empty", () => {
    const [sums] = torch.embeddingBag(ones(3, 1), tensor([0n, 1n]), tensor([0n, 2n]));
    expect(sums.toArray()).toEqual([[2], [0]]);
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
