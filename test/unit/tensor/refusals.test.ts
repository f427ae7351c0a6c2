import { describe, expect, it } from "vitest";
import { tensor, torch } from "../../../lib/tensor/index.js";
import { refusal } from "../../support/refusal.js";

const ones = (...shape: number[]) => torch.ones(shape);
const far = 2 ** 40;
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
      `luUnpack.LUPivots: expected a pivot for every row or column of LU_data, ${unread} but received an object`,
    ],
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

  it("and degrees within a tensor", () => {
    expect(refusal(() => special.legendrePolynomialP(ones(1), tensor([far])))).toContain(
      "expected a degree of at most 100000",
    );
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
