import { describe, expect, it } from "vitest";
import { asLaycaError, InputError, TorchError } from "../../lib/errors.js";
import { engine } from "../../lib/native.js";
import { build } from "../../lib/nn/modules/index.js";
import { tensor } from "../../lib/tensor/index.js";
import { refusal } from "../support/refusal.js";

/** What the parts for loops of one's own take from JavaScript. */
const functions = [
  "optimizerCreate",
  "optimizerStep",
  "optimizerStepOwn",
  "optimizerState",
  "optimizerRestore",
  "optimizerSettings",
  "optimizerSet",
  "optimizerDispose",
  "scheduleFactor",
  "rotationTrack",
  "rotationMeasure",
  "rotationDispose",
  "networkCreate",
  "networkTensors",
  "networkForward",
  "networkMoved",
  "batchesOpen",
  "batchesCount",
  "batchesTake",
  "tensorSetGrad",
  "tensorSetData",
  "clipGradNorm",
] as const;

const circle: unknown[] = [];
circle.push(circle);

const { handle } = tensor([[1, 2]]);
const network = { input: { kind: "vector", features: 2 }, layers: [{ kind: "relu" }] };
const junk: readonly unknown[] = [
  undefined,
  null,
  Number.NaN,
  2 ** 53,
  -1,
  "sgd",
  Symbol("x"),
  () => 1,
  {},
  [],
  circle,
  [handle, null],
  { value: handle },
  [{ value: handle, layer: "0", place: "x" }],
  { kind: "sgd", lr: Number.NaN },
  network,
  handle,
  new Proxy({}, { get: () => handle }),
];

describe("whatever JavaScript passes", () => {
  it.each(functions)("%s refuses it with a sentence", (name) => {
    for (const [index, first] of junk.entries()) {
      for (const second of [undefined, ...junk.slice(index), junk[(index * 7) % junk.length]]) {
        for (const third of [undefined, junk[(index * 5) % junk.length], -1, {}]) {
          try {
            Reflect.apply(engine()[name], undefined, [first, second, third]);
          } catch (error) {
            const known = asLaycaError(error);
            expect(known instanceof InputError || known instanceof TorchError, String(error)).toBe(
              true,
            );
            expect(String((known as Error).message).length).toBeGreaterThan(10);
          }
        }
      }
    }
  });
});

describe("a network", () => {
  it("whose tensors got another shape is refused, not computed", () => {
    const net = build({
      input: { kind: "vector", features: 2 },
      layers: [{ kind: "batchNorm" }, { kind: "linear", outFeatures: 1 }],
    });
    const bias = net.namedParameters().get("0.bias");
    if (!bias) throw new Error("no bias");
    engine().tensorSetData(bias.handle, tensor([1]).handle);
    expect(
      refusal(() =>
        net.forward(
          tensor([
            [1, 2],
            [3, 4],
          ]),
        ),
      ),
    ).toBe(
      'network["0.bias"]: expected a dense tensor of shape [2], as it was built but received float32 [1] on cpu',
    );
  });
});
