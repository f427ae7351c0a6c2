import { rmSync, utimesSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import fc from "fast-check";
import { beforeEach, describe, expect, test } from "vitest";
import { runKey } from "../../../lib/train/run-key.js";
import { parseRunSpec } from "../../../lib/train/run-spec.js";
import { mnistNames, writeMnist } from "../../support/idx-files.js";
import { asyncRefusal } from "../../support/refusal.js";
import { smallRun } from "../../support/run-specs.js";
import { temporaryFolder } from "../../support/temporary-folder.js";

let root: string;

beforeEach(() => {
  root = temporaryFolder();
  writeMnist(root, { train: 10, test: 10 });
});

function key(change: Record<string, unknown> = {}): Promise<string> {
  return runKey(parseRunSpec({ ...smallRun, data: { kind: "mnist", root }, ...change }));
}

/** The same value with the keys of every object in an order drawn by `random`. */
function reordered(value: unknown, random: () => number): unknown {
  if (Array.isArray(value)) return value.map((item) => reordered(item, random));
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(
    Object.entries(value)
      .map(([name, item]) => [random(), name, reordered(item, random)] as const)
      .sort(([a], [b]) => a - b)
      .map(([, name, item]) => [name, item]),
  );
}

test("is a SHA-256", async () => {
  expect(await key()).toMatch(/^[0-9a-f]{64}$/);
});

describe("stays the same", () => {
  test("in whatever order keys are written", async () => {
    const expected = await key();
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.double({ noNaN: true }), { minLength: 60, maxLength: 60 }),
        async (draws) => {
          const order = draws.values();
          const change = reordered(
            { ...smallRun, data: { kind: "mnist", root } },
            () => order.next().value ?? 0,
          );
          expect(await runKey(parseRunSpec(change))).toBe(expected);
        },
      ),
      { numRuns: 30 },
    );
  });

  test("whether or not defaults are written, whichever of them", async () => {
    const expected = await key();
    const { threads: _threads, ...full } = parseRunSpec({
      ...smallRun,
      data: { kind: "mnist", root },
    });
    const defaults = Object.entries(full).filter(([name]) => !(name in smallRun));
    await fc.assert(
      fc.asyncProperty(fc.subarray(defaults), async (some) => {
        expect(await key(Object.fromEntries(some))).toBe(expected);
      }),
      { numRuns: 30 },
    );
  });

  test.each<[string, string]>([
    ['{ "epochs": 2.0 }', "a whole number with a point"],
    [
      '{ "optimizer": { "kind": "sgd", "lr": 1e-1, "momentum": -0.0 } }',
      "numbers in another notation",
    ],
  ])("with %s: %s", async (json) => {
    expect(await key(JSON.parse(json))).toBe(await key());
  });

  test.each([
    ["threads", { threads: 7 }],
    ["record", { record: { every: "step", norms: false } }],
    ["$schema", { $schema: "layca/run.schema.json" }],
  ])("with other %s", async (_name, change) => {
    expect(await key(change)).toBe(await key());
  });

  test("when the files move, or are packed", async () => {
    const expected = await key();
    const elsewhere = temporaryFolder();
    writeMnist(join(elsewhere, "mnist"), { train: 10, test: 10, gzip: true });
    expect(await key({ data: { kind: "mnist", root: elsewhere } })).toBe(expected);
    expect(await key({ data: { kind: "mnist", root: join(elsewhere, "mnist") } })).toBe(expected);
  });

  test("when initial weights move", async () => {
    const [a, b] = [join(root, "a.safetensors"), join(root, "b.safetensors")];
    for (const path of [a, b]) writeFileSync(path, "weights");
    expect(await key({ initialWeights: a })).toBe(await key({ initialWeights: b }));
  });
});

describe("changes", () => {
  test.each([
    ["seed", { seed: 2 }],
    ["epochs", { epochs: 3 }],
    ["precision", { precision: "float64" }],
    ["device", { device: "cuda" }],
    ["shuffle", { shuffle: false }],
    ["trainable", { trainable: ["0"] }],
    ["lr", { optimizer: { kind: "sgd", lr: 0.2 } }],
    ["optimizer", { optimizer: { kind: "layca", rate: 0.1, base: { kind: "sgd", lr: 0.1 } } }],
    ["loss", { loss: { kind: "crossEntropy", labelSmoothing: 0.1 } }],
  ])("with another %s", async (_name, change) => {
    expect(await key(change)).not.toBe(await key());
  });

  test("with another selection of the data", async () => {
    expect(await key({ data: { kind: "mnist", root, limit: 5 } })).not.toBe(await key());
  });

  test("when a file's contents change, even within one process", async () => {
    const before = await key();
    const { labels } = await import("../../support/idx-files.js").then(({ digits }) => digits(10));
    labels[labels.length - 1] = 0;
    const path = join(root, mnistNames.trainLabels);
    writeFileSync(path, labels);
    utimesSync(path, 1, 1);
    expect(await key()).not.toBe(before);
  });

  test("with initial weights, and with their contents", async () => {
    const path = join(root, "w0.safetensors");
    writeFileSync(path, "weights");
    const first = await key({ initialWeights: path });
    writeFileSync(path, "others!");
    utimesSync(path, 1, 1);
    expect(new Set([await key(), first, await key({ initialWeights: path })]).size).toBe(3);
  });
});

describe("refuses", () => {
  test("a folder that is none", async () => {
    const nowhere = join(root, "nowhere");
    expect(await asyncRefusal(() => key({ data: { kind: "mnist", root: nowhere } }))).toBe(
      `data.root: expected a folder with MNIST's files but ${nowhere} is none; \`layca data mnist\` fetches them`,
    );
  });

  test("a folder in which a file is missing", async () => {
    rmSync(join(root, mnistNames.testLabels));
    expect(await asyncRefusal(() => key())).toBe(
      `data.root: expected t10k-labels-idx1-ubyte or t10k-labels-idx1-ubyte.gz in ${root} but found neither`,
    );
  });

  test("weights that do not exist", async () => {
    const path = join(root, "none.safetensors");
    expect(await asyncRefusal(() => key({ initialWeights: path }))).toBe(
      `initialWeights: expected a file but ${path} does not exist`,
    );
  });

  test("a folder for weights", async () => {
    expect(await asyncRefusal(() => key({ initialWeights: root }))).toBe(
      `initialWeights: expected a file but ${root} is none`,
    );
  });
});
