import { availableParallelism } from "node:os";
import { describe, expect, test } from "vitest";
import { datasets } from "../../../lib/data/index.js";
import { network } from "../../../lib/nn/index.js";
import {
  adagrad,
  adam,
  adamW,
  lars,
  layca,
  normalized,
  rmsprop,
  sgd,
} from "../../../lib/optim/index.js";
import { engineSpec, parseRunSpec } from "../../../lib/train/run-spec.js";
import { refusal } from "../../support/refusal.js";
import { smallRun } from "../../support/run-specs.js";

const baseDirectory = "/runs";

function message(change: Record<string, unknown>): string {
  return refusal(() => parseRunSpec({ ...smallRun, ...change }, { baseDirectory }));
}

describe("a right spec", () => {
  test("gets every default", () => {
    expect(parseRunSpec(smallRun, { baseDirectory })).toEqual({
      network: {
        input: { kind: "vector", features: 784 },
        layers: [
          { kind: "linear", outFeatures: 20, bias: true, init: "torch" },
          { kind: "relu" },
          { kind: "linear", outFeatures: 10, bias: true, init: "torch" },
        ],
      },
      data: { kind: "mnist", root: "/runs/mnist", normalize: "scalar", flatten: true },
      loss: { kind: "crossEntropy", labelSmoothing: 0 },
      optimizer: { ...sgd(), lr: 0.1 },
      schedule: { kind: "constant" },
      epochs: 2,
      batchSize: 16,
      shuffle: true,
      dropLast: false,
      augment: [],
      clipGradNorm: null,
      accumulate: 1,
      trainable: "all",
      seed: 1,
      device: "cpu",
      precision: "float32",
      threads: availableParallelism(),
      record: {
        every: "epoch",
        rotation: true,
        norms: true,
        gradients: false,
        secondMoments: false,
        top5: false,
      },
      stop: [],
      select: "final",
    });
  });

  test("comes out of itself unchanged", () => {
    const spec = parseRunSpec(smallRun, { baseDirectory });
    expect(parseRunSpec(JSON.parse(JSON.stringify(spec)), { baseDirectory: "/elsewhere" })).toEqual(
      spec,
    );
  });

  test("is what the builders give", () => {
    const built = {
      ...smallRun,
      network: network.vector({ features: 784 }).linear(20).relu().linear(10),
      data: datasets.mnist({ root: "mnist" }),
      optimizer: sgd({ lr: 0.1 }),
    };
    expect(parseRunSpec(built, { baseDirectory })).toEqual(
      parseRunSpec(smallRun, { baseDirectory }),
    );
  });

  test("may name its JSON Schema, which is not part of it", () => {
    const spec = parseRunSpec({ $schema: "layca/run.schema.json", ...smallRun }, { baseDirectory });
    expect(spec).not.toHaveProperty("$schema");
  });

  test("has one form for what can be written in two", () => {
    const [first, , last] = smallRun.network.layers;
    const spec = parseRunSpec({
      ...smallRun,
      network: {
        input: smallRun.network.input,
        layers: [
          { ...first, name: "0", init: { kind: "glorotUniform" } },
          { kind: "relu", name: "act" },
          { ...last, init: { kind: "heNormal", gain: 2 } },
        ],
      },
      trainable: ["2", "0"],
      optimizer: { kind: "layca", rate: 1, base: { kind: "sgd", weightDecayOn: ["2", "0"] } },
    });
    expect(spec.network.layers).toEqual([
      { kind: "linear", outFeatures: 20, bias: true, init: "glorotUniform" },
      { kind: "relu", name: "act" },
      { kind: "linear", outFeatures: 10, bias: true, init: { kind: "heNormal", gain: 2 } },
    ]);
    expect(spec.trainable).toEqual(["0", "2"]);
    expect(spec.optimizer).toEqual(layca(sgd({ weightDecayOn: ["0", "2"] }), { rate: 1 }));
  });

  test.each([
    adam({ weightDecayOn: ["2", "0"] }),
    adamW({ weightDecayOn: ["2", "0"] }),
    rmsprop({ weightDecayOn: ["2", "0"] }),
    adagrad({ weightDecayOn: ["2", "0"] }),
  ])("has the decaying layers in forward order, alone and in a transform: %o", (rule) => {
    const decaying = { ...rule, weightDecayOn: ["0", "2"] };
    const parsed = (optimizer: object) => parseRunSpec({ ...smallRun, optimizer }).optimizer;
    expect(parsed(rule)).toEqual(decaying);
    expect(parsed(lars(rule, { rate: 1 }))).toMatchObject({ kind: "lars", base: decaying });
    expect(parsed(normalized(rule, { rate: 1 }))).toMatchObject({ base: decaying });
  });

  test("records second moments where the rule keeps them", () => {
    for (const optimizer of [adam(), adamW(), rmsprop(), layca(adagrad(), { rate: 1 })]) {
      const spec = parseRunSpec({ ...smallRun, optimizer, record: { secondMoments: true } });
      expect(spec.record.secondMoments).toBe(true);
    }
  });

  test("records feedback of any layer, of 1000 images by default", () => {
    const record = { every: ["step", "epoch"], feedback: { layer: "1" } };
    expect(parseRunSpec({ ...smallRun, record }).record.feedback).toEqual({
      layer: "1",
      images: 1000,
    });
  });

  test("lets a frozen kernel be zero under a transform, and one that a file gives", () => {
    const zeros = { ...smallRun.network.layers[2], init: "zeros" };
    const run = {
      ...smallRun,
      network: { ...smallRun.network, layers: [...smallRun.network.layers.slice(0, 2), zeros] },
      optimizer: layca(sgd(), { rate: 1 }),
    };
    expect(() => parseRunSpec({ ...run, trainable: ["0"] })).not.toThrow();
    expect(() => parseRunSpec({ ...run, initialWeights: "w0.safetensors" })).not.toThrow();
  });

  test("takes stop rules, clipping, accumulation, selection and checkpoints as they are", () => {
    const fields = {
      stop: [
        { kind: "lossBelow", value: 1e-4 },
        { kind: "accuracyFloor", epoch: 7, value: 0.2 },
        { kind: "lossUnchanged", epochs: 3 },
      ],
      clipGradNorm: 0.5,
      accumulate: 4,
      select: "bestValidation",
      checkpoint: { every: { steps: 10 } },
    };
    const data = { kind: "mnist", validation: 0.1 };
    expect(parseRunSpec({ ...smallRun, ...fields, data })).toMatchObject(fields);
  });

  test("has absolute paths", () => {
    const data = { kind: "safetensors", path: "data/set.safetensors" };
    const spec = parseRunSpec(
      { ...smallRun, data, initialWeights: "../w0.safetensors" },
      { baseDirectory },
    );
    expect(spec.data).toEqual({ ...data, path: "/runs/data/set.safetensors", normalize: "none" });
    expect(spec.initialWeights).toBe("/w0.safetensors");
    const byDefault = parseRunSpec({ ...smallRun, data: { kind: "mnist" } }, { dataRoot: "/data" });
    expect(byDefault.data).toMatchObject({ root: "/data" });
  });

  test.each([["cpu"], ["cuda"], ["cuda:0"], ["cuda:11"]])("takes the device %s", (device) => {
    expect(parseRunSpec({ ...smallRun, device }).device).toBe(device);
  });

  test.each([
    ["epoch"],
    ["step"],
    ["firstStepOfEpoch"],
    [{ steps: 10 }],
    [["epoch", { steps: 10 }]],
    [["epoch", { stepsOfEpoch: 0 }]],
  ])("records every %o", (every) => {
    expect(parseRunSpec({ ...smallRun, record: { every } }).record.every).toEqual(every);
  });

  test("gives the engine its part", () => {
    const checkpoint = { every: { epochs: 1 } };
    for (const run of [smallRun, { ...smallRun, checkpoint }]) {
      const spec = parseRunSpec({ ...run, threads: 2 });
      const { data: _data, ...part } = spec;
      expect(engineSpec(spec)).toEqual(part);
    }
  });
});

test.each<[Record<string, unknown>, string]>([
  [{ network: 3 }, "network: expected a network but received 3"],
  [{ network: undefined }, "network: expected a network but it is missing"],
  [{ data: [] }, "data: expected data but received []"],
  [
    { data: { kind: "imagenet" } },
    'data.kind: expected mnist, cifar10, cifar100, tinyImageNet, imageFolder, safetensors or tensors but received "imagenet"',
  ],
  [
    { loss: { kind: "crossEntropy", labelSmoothing: 1 } },
    "loss.labelSmoothing: expected a number ≥ 0 and < 1 but received 1",
  ],
  [{ optimizer: "sgd" }, 'optimizer: expected an optimizer but received "sgd"'],
  [
    { optimizer: { kind: "sdg" } },
    'optimizer.kind: expected sgd, adam, adamW, rmsprop, adagrad, layca, lars or normalized but received "sdg"',
  ],
  [
    { optimizer: { kind: "lars", rate: 1, base: { kind: "layca" } } },
    'optimizer.base.kind: expected sgd, adam, adamW, rmsprop or adagrad but received "layca"',
  ],
  [
    { schedule: { kind: "warmup", epochs: 1, then: { kind: "cosine", epochs: 0 } } },
    "schedule.then.epochs: expected an integer ≥ 1 but received 0",
  ],
  [{ epochs: 0 }, "epochs: expected an integer ≥ 1 but received 0"],
  [{ batchSize: 2.5 }, "batchSize: expected an integer ≥ 1 but received 2.5"],
  [{ shuffle: 1 }, "shuffle: expected true or false but received 1"],
  [{ dropLast: null }, "dropLast: expected true or false but received null"],
  [{ seed: -1 }, "seed: expected an integer ≥ 0 but received -1"],
  [{ seed: 2 ** 53 }, "seed: expected an integer ≤ 9007199254740991 but received 9007199254740992"],
  [{ device: "gpu" }, 'device: expected "cpu", "cuda" or "cuda:N" but received "gpu"'],
  [{ device: "cuda:-1" }, 'device: expected "cpu", "cuda" or "cuda:N" but received "cuda:-1"'],
  [{ device: 0 }, 'device: expected "cpu", "cuda" or "cuda:N" but received 0'],
  [
    { precision: "fp16" },
    'precision: expected "float32", "float64" or "bfloat16" but received "fp16"',
  ],
  [{ threads: 0 }, "threads: expected an integer ≥ 1 but received 0"],
  [{ threads: 4096 }, "threads: expected an integer ≤ 1024 but received 4096"],
  [
    { record: { every: { steps: 0 } } },
    "record.every.steps: expected an integer ≥ 1 but received 0",
  ],
  [
    { record: { every: ["epoch", { stepsOfEpoch: -1 }] } },
    "record.every[1].stepsOfEpoch: expected an integer ≥ 0 but received -1",
  ],
  [
    { epochs: 3, record: { every: { stepsOfEpoch: 3 } } },
    "record.every.stepsOfEpoch: expected an integer < 3, the epochs, but received 3",
  ],
  [
    { record: { every: "batch" } },
    'record.every: expected "epoch", "step", "firstStepOfEpoch", { "steps": n }, { "stepsOfEpoch": n } or a list of these but received "batch"',
  ],
  [
    { record: { every: ["epoch", "batch"] } },
    'record.every[1]: expected "epoch", "step", "firstStepOfEpoch", { "steps": n } or { "stepsOfEpoch": n } but received "batch"',
  ],
  [{ record: { every: [] } }, "record.every: expected a list of 1 to 100 moments but received []"],
  [{ record: { rotation: "yes" } }, 'record.rotation: expected true or false but received "yes"'],
  [
    { record: { norm: true } },
    "record.norm: unknown key; did you mean norms? expected one of every, rotation, norms, gradients, secondMoments, top5, feedback",
  ],
  [{ record: { gradients: 1 } }, "record.gradients: expected true or false but received 1"],
  [{ record: { feedback: true } }, "record.feedback: expected feedback but received true"],
  [
    { record: { feedback: {} } },
    "record.feedback.layer: expected a layer's name but it is missing",
  ],
  [
    { record: { feedback: { layer: "0", images: 1 } } },
    "record.feedback.images: expected an integer ≥ 2 but received 1",
  ],
  [{ initialWeights: 3 }, "initialWeights: expected a safetensors file but received 3"],
  [{ trainable: [] }, "trainable: expected a list of one or more layer names but received []"],
  [{ trainable: "0" }, 'trainable: expected "all" or a list of layer names but received "0"'],
  [{ select: "best" }, 'select: expected "final" or "bestValidation" but received "best"'],
  [{ clipGradNorm: 0 }, "clipGradNorm: expected a number > 0 but received 0"],
  [{ clipGradNorm: "1" }, 'clipGradNorm: expected null or a number > 0 but received "1"'],
  [{ accumulate: 0 }, "accumulate: expected an integer ≥ 1 but received 0"],
  [
    { stop: { kind: "lossBelow", value: 1 } },
    'stop: expected a list of at most 100 stop rules but received {"kind":"lossBelow","value":1}',
  ],
  [
    { stop: [{ kind: "lossAbove", value: 1 }] },
    'stop[0].kind: expected lossBelow, accuracyFloor or lossUnchanged but received "lossAbove"',
  ],
  [
    { stop: [{ kind: "lossBelow", value: 0 }] },
    "stop[0].value: expected a number > 0 but received 0",
  ],
  [
    { stop: [{ kind: "accuracyFloor", epoch: -1, value: 0.2 }] },
    "stop[0].epoch: expected an integer ≥ 0 but received -1",
  ],
  [
    { stop: [{ kind: "accuracyFloor", epoch: 1, value: 20 }] },
    "stop[0].value: expected a number ≥ 0 and ≤ 1 but received 20",
  ],
  [
    { stop: [{ kind: "lossUnchanged", epochs: 0 }] },
    "stop[0].epochs: expected an integer ≥ 1 but received 0",
  ],
  [{ checkpoint: true }, "checkpoint: expected when checkpoints are written but received true"],
  [
    { checkpoint: { every: "epoch" } },
    'checkpoint.every: expected { "epochs": n } or { "steps": n } but received "epoch"',
  ],
  [
    { checkpoint: { every: { steps: 0 } } },
    "checkpoint.every.steps: expected an integer ≥ 1 but received 0",
  ],
  [
    { learningRate: 1 },
    "learningRate: unknown key; expected one of $schema, network, data, loss, optimizer, schedule, epochs, batchSize, shuffle, dropLast, augment, clipGradNorm, accumulate, trainable, seed, device, precision, threads, record, stop, select, initialWeights, checkpoint",
  ],
])("refuses %o", (change, text) => {
  expect(message(change)).toBe(text);
});

test.each<[unknown, string]>([
  [undefined, "expected a run but it is missing"],
  [null, "expected a run but received null"],
  ["run.json", 'expected a run but received "run.json"'],
  [[smallRun], "expected a run but received ["],
])("refuses %o for a run", (value, text) => {
  expect(refusal(() => parseRunSpec(value)).startsWith(text)).toBe(true);
});

describe("fields that do not go together", () => {
  const vector = { kind: "vector", features: 784 };
  const image = { kind: "image", channels: 1, height: 28, width: 28 };
  const linear = { kind: "linear", outFeatures: 10 };
  const net = (input: object, ...layers: object[]) => ({ network: { input, layers } });
  const cases: [name: string, change: Record<string, unknown>, text: string][] = [
    [
      "a linear layer on images",
      net(image, linear),
      'network.layers[0]: linear "0" takes [N, features] but receives [N, 1, 28, 28] from the network\'s input; flatten it first',
    ],
    [
      "an image for an output",
      net(image, { kind: "batchNorm" }),
      'network.layers[0]: crossEntropy takes [N, classes] but layer "0" gives [N, 1, 28, 28]',
    ],
    [
      "nothing to train",
      net(vector, { kind: "relu" }),
      "network.layers: expected at least one layer with parameters but received none",
    ],
    [
      "features that are not the data's",
      net({ kind: "vector", features: 100 }, linear),
      "network.input: expected [N, 784], which mnist gives, but received [N, 100]",
    ],
    [
      "images that are not the data's",
      net({ ...image, channels: 3 }, { kind: "flatten" }, linear),
      "network.input: expected [N, 1, 28, 28], which mnist gives, but received [N, 3, 28, 28]",
    ],
    [
      "fewer outputs than classes",
      net(vector, { ...linear, outFeatures: 5 }),
      "network.layers: expected at least 10 outputs for the classes of mnist but the network gives 5",
    ],
    [
      "flattening for images",
      { ...net(image, { kind: "flatten" }, linear), data: { kind: "mnist", flatten: true } },
      "data.flatten: expected false for an image input but received true",
    ],
    [
      "images for vectors",
      { data: { kind: "mnist", flatten: false } },
      "data.flatten: expected true for a vector input but received false",
    ],
    [
      "channels of vectors",
      { data: { kind: "safetensors", path: "x", normalize: "channel" } },
      "data.normalize: expected scalar or none for a vector input but received channel",
    ],
    [
      "batch-norm of one sample",
      { ...net(vector, linear, { kind: "batchNorm" }), batchSize: 1 },
      'batchSize: expected an integer ≥ 2 with batchNorm "1" but received 1',
    ],
    [
      "trainable layers that are none",
      { trainable: ["0", "1", "3"] },
      [
        'trainable[1]: expected a layer with parameters (0, 2) but received relu "1", which has none',
        'trainable[2]: expected a layer with parameters (0, 2) but received "3"',
      ].join("\n"),
    ],
    [
      "decay on layers that are none",
      { optimizer: { kind: "sgd", weightDecayOn: ["7"] } },
      'optimizer.weightDecayOn[0]: expected a layer with parameters (0, 2) but received "7"',
    ],
    [
      "decay on layers that are none, under a transform",
      { optimizer: { kind: "layca", rate: 1, base: { kind: "sgd", weightDecayOn: ["7"] } } },
      'optimizer.base.weightDecayOn[0]: expected a layer with parameters (0, 2) but received "7"',
    ],
    [
      "multipliers that are not one a kernel",
      { optimizer: { kind: "layca", rate: 1, base: { kind: "sgd" }, multipliers: [1, 1, 1] } },
      "optimizer.multipliers: expected 2 of them, one a kernel, but received 3",
    ],
    [
      "a transform without kernels",
      {
        ...net(vector, { kind: "batchNorm" }),
        optimizer: { kind: "layca", rate: 1, base: { kind: "sgd" } },
      },
      "optimizer.kind: layca acts on kernels but the network has none",
    ],
    [
      "a kernel of zeros under a transform",
      {
        ...net(vector, { ...linear, init: "zeros" }),
        optimizer: { kind: "normalized", rate: 1, base: { kind: "adam" } },
      },
      'network.layers[0].init: expected a kernel that is not zero, as normalized needs it, but received "zeros"',
    ],
    [
      "a kernel times 0 under a transform",
      {
        ...net(vector, { ...linear, init: { kind: "heNormal", gain: 0 } }),
        optimizer: { kind: "lars", rate: 1, base: { kind: "sgd" } },
      },
      'network.layers[0].init: expected a kernel that is not zero, as lars needs it, but received {"kind":"heNormal","gain":0}',
    ],
    [
      "a kernel of zeros inside a residual under a transform",
      {
        ...net(
          vector,
          {
            kind: "residual",
            branch: [{ ...linear, outFeatures: 784, init: "zeros" }],
          },
          linear,
        ),
        optimizer: { kind: "layca", rate: 1, base: { kind: "sgd" } },
        trainable: ["0"],
      },
      'network.layers[0].branch[0].init: expected a kernel that is not zero, as layca needs it, but received "zeros"',
    ],
    [
      "an image's shift under a transform",
      {
        ...net(image, { kind: "layerNorm" }, { kind: "flatten" }, linear),
        optimizer: { kind: "layca", rate: 1, base: { kind: "sgd" } },
      },
      "network.layers[0].affine: expected a kernel that is not zero, as layca needs it, but received true, which adds a shift that begins at 0",
    ],
    [
      "a best epoch by validation without validation data",
      { select: "bestValidation" },
      "select: bestValidation needs a validation set but data.validation is missing",
    ],
    [
      "second moments of a rule that has none",
      { record: { secondMoments: true } },
      "record.secondMoments: expected false with sgd, which keeps none, but received true",
    ],
    [
      "second moments of a transform's base that has none",
      {
        optimizer: { kind: "layca", rate: 1, base: { kind: "sgd" } },
        record: { secondMoments: true },
      },
      "record.secondMoments: expected false with sgd, which keeps none, but received true",
    ],
    [
      "the top five of five outputs",
      {
        ...net(vector, { ...linear, outFeatures: 5 }),
        data: { kind: "safetensors", path: "d" },
        record: { top5: true },
      },
      "record.top5: expected false with a network of 5 outputs, of five or fewer, but received true",
    ],
    [
      "a loss on numbers with classes",
      {
        loss: { kind: "mse" },
        stop: [
          { kind: "lossBelow", value: 1 },
          { kind: "accuracyFloor", epoch: 0, value: 1 },
        ],
        record: { top5: true, feedback: { layer: "0" } },
      },
      [
        "stop[1].kind: expected a rule that needs no accuracy, as mse has none, but received accuracyFloor",
        "data.kind: expected safetensors or tensors, whose targets can be numbers, but received mnist",
        "record.feedback: expected none with mse, which has no classes, but received some",
        "record.top5: expected none with mse, which has no classes, but received true",
      ].join("\n"),
    ],
    [
      "feedback of a layer that is none",
      { record: { feedback: { layer: "3" } } },
      'record.feedback.layer: expected a layer (0, 1, 2) but received "3"',
    ],
    [
      "feedback without epoch entries",
      { record: { every: ["step", { steps: 5 }], feedback: { layer: "0" } } },
      'record.feedback: expected epoch in record.every, whose entries hold it, but received ["step",{"steps":5}]',
    ],
  ];
  test.each(cases)("%s", (_name, change, text) => {
    expect(message(change)).toBe(text);
  });
});
