import { expect, test } from "vitest";
import { datasets } from "../../../lib/data/index.js";
import { refusal } from "../../support/refusal.js";

test("describe data and read nothing", () => {
  expect(datasets.mnist()).toEqual({ kind: "mnist", normalize: "scalar" });
  expect(datasets.mnist({ root: "nowhere", perClass: 10, limit: 50, validation: "test" })).toEqual({
    kind: "mnist",
    root: "nowhere",
    perClass: 10,
    limit: 50,
    validation: "test",
    normalize: "scalar",
  });
  expect(datasets.cifar10({ root: "data", validation: 0.1 })).toEqual({
    kind: "cifar10",
    root: "data",
    validation: 0.1,
    normalize: "scalar",
  });
  expect(datasets.cifar100({ labels: "coarse", normalize: "channel" })).toEqual({
    kind: "cifar100",
    labels: "coarse",
    normalize: "channel",
  });
  expect(datasets.cifar100()).toMatchObject({ labels: "fine" });
  expect(datasets.tinyImageNet({ flatten: true })).toEqual({
    kind: "tinyImageNet",
    normalize: "scalar",
    flatten: true,
  });
  expect(datasets.imageFolder({ root: "birds" })).toEqual({
    kind: "imageFolder",
    root: "birds",
    normalize: "scalar",
  });
  expect(datasets.safetensors({ path: "set.safetensors" })).toEqual({
    kind: "safetensors",
    path: "set.safetensors",
    normalize: "none",
  });
});

const mnistKeys = "kind, root, perClass, limit, validation, normalize, flatten";

test.each<[string, string]>([
  ['{ "root": "" }', 'datasets.mnist.root: expected a folder but received ""'],
  ['{ "perClass": 0 }', "datasets.mnist.perClass: expected an integer ≥ 1 but received 0"],
  ['{ "limit": 1.5 }', "datasets.mnist.limit: expected an integer ≥ 1 but received 1.5"],
  [
    '{ "validation": 1 }',
    "datasets.mnist.validation: expected a number > 0 and < 1 but received 1",
  ],
  [
    '{ "validation": "train" }',
    'datasets.mnist.validation: expected a fraction > 0 and < 1 or "test" but received "train"',
  ],
  [
    '{ "normalize": "pixel" }',
    'datasets.mnist.normalize: expected "scalar", "channel" or "none" but received "pixel"',
  ],
  ['{ "flatten": 1 }', "datasets.mnist.flatten: expected true or false but received 1"],
  ['{ "labels": "fine" }', `datasets.mnist.labels: unknown key; expected one of ${mnistKeys}`],
])("mnist refuses %s", (options, message) => {
  expect(refusal(() => datasets.mnist(JSON.parse(options)))).toBe(message);
});

test.each<[string, string]>([
  ["{}", "datasets.safetensors.path: expected a file but it is missing"],
  [
    '{ "path": "a", "perClass": 3 }',
    "datasets.safetensors.perClass: unknown key; expected one of kind, path, normalize",
  ],
])("safetensors refuses %s", (options, message) => {
  expect(refusal(() => datasets.safetensors(JSON.parse(options)))).toBe(message);
});
