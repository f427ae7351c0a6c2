import { describe, expect, it } from "vitest";
import { specDifferences } from "../../../lib/train/spec-differences.js";

function lines(had: unknown, asked: unknown): string[] {
  return specDifferences(had, asked, "out").map(({ path, message }) => `${path}: ${message}`);
}

describe("specDifferences", () => {
  it("names every path with what the run has and what was asked for", () => {
    expect(
      lines(
        { optimizer: { kind: "layca", rate: 0.1, base: { lr: 1 } }, seed: 1, shuffle: true },
        { optimizer: { kind: "layca", rate: 0.2, base: { lr: 1 } }, seed: 2, shuffle: true },
      ),
    ).toEqual([
      "optimizer.rate: the run in out has 0.1 but 0.2 was asked for",
      "seed: the run in out has 1 but 2 was asked for",
    ]);
  });

  it("finds nothing in equal specs, in whatever order their keys stand", () => {
    expect(lines({ a: [1, { b: null }], c: "x" }, { c: "x", a: [1, { b: null }] })).toEqual([]);
  });

  it("names what only one of them has", () => {
    expect(
      lines({ layers: [{ kind: "relu" }] }, { layers: [{ kind: "relu" }, { kind: "gelu" }] }),
    ).toEqual(['layers[1]: the run in out has none but {"kind":"gelu"} was asked for']);
    expect(lines({ initialWeights: "w0" }, {})).toEqual([
      'initialWeights: the run in out has "w0" but none was asked for',
    ]);
  });

  it("names the kind alone where it is another", () => {
    expect(
      lines({ loss: { kind: "mse" } }, { loss: { kind: "crossEntropy", labelSmoothing: 0 } }),
    ).toEqual(['loss.kind: the run in out has "mse" but "crossEntropy" was asked for']);
  });

  it("names values of another type", () => {
    expect(lines({ trainable: "all" }, { trainable: ["0"] })).toEqual([
      'trainable: the run in out has "all" but ["0"] was asked for',
    ]);
    expect(lines({ clipGradNorm: null }, { clipGradNorm: 1 })).toEqual([
      "clipGradNorm: the run in out has null but 1 was asked for",
    ]);
  });

  it("shows the first twenty", () => {
    const numbers = (from: number) => Array.from({ length: 25 }, (_, index) => from + index);
    const found = lines(numbers(0), numbers(100));
    expect(found).toHaveLength(21);
    expect(found.at(-1)).toBe(": and 5 more");
  });
});
