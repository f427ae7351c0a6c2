import { describe, expect, it } from "vitest";
import { cosineDistance, rotationAngle, track } from "../../../lib/rotation/index.js";
import { noGrad, tensor, torch } from "../../../lib/tensor/index.js";
import { refusal } from "../../support/refusal.js";

const square = (values: readonly [number, number, number, number]) =>
  tensor([values.slice(0, 2), values.slice(2)], { dtype: "float64" });

describe("rotation.track", () => {
  it("measures kernels from their first values and from the last entry", () => {
    const w = square([3, 0, 0, 4]);
    const first = w.clone();
    const tracker = track({ bias: tensor([1]), w });
    expect(tracker.layers).toEqual(["w"]);
    w.add_(1);
    const second = w.clone();
    const entry = tracker.entry(2);
    expect(entry.distance[0]).toBeCloseTo(cosineDistance(w, first), 15);
    expect(entry.angle[0]).toBeCloseTo(rotationAngle(w, first), 14);
    expect(entry.rate[0]).toBe((entry.angle[0] ?? 0) / 2);
    expect(entry.norm).toEqual([Math.sqrt(16 + 1 + 1 + 25)]);
    w.add_(1);
    const next = tracker.entry(3);
    expect(next.distance[0]).toBeCloseTo(cosineDistance(w, first), 15);
    expect(next.angle[0]).toBeCloseTo(rotationAngle(w, second), 14);
    expect(next.rate).toEqual(next.angle);
  });

  it("says 0 where nothing moved, and of a kernel that is zero", () => {
    const w = square([3, 0, 0, 4]);
    const tracker = track([w]);
    expect(tracker.entry(0)).toEqual({ distance: [0], angle: [0], rate: [0], norm: [5] });
    w.zero_();
    expect(tracker.entry(1)).toEqual({ distance: [0], angle: [0], rate: [0], norm: [0] });
  });

  it("measures from weights of before", () => {
    const [w, initial] = [square([3, 0, 0, 4]), square([0, 3, 4, 0])];
    const tracker = track({ w }, { initial: { other: tensor([1]), w: initial } });
    expect(tracker.entry(0).distance).toEqual([1]);
  });

  it("refuses what cannot be measured", () => {
    const w = square([3, 0, 0, 4]);
    expect(refusal(() => track([tensor([1])]))).toBe(
      "parameters: expected a kernel, of two or more dimensions, but received none",
    );
    expect(refusal(() => track([torch.ones([2, 2], { dtype: "int64" })]))).toBe(
      "parameters[0]: expected a dense tensor of float32 or float64 but received one of int64",
    );
    expect(refusal(() => track({ w }, { initial: { v: w } }))).toBe(
      'initial: expected a tensor named "w" but it is missing',
    );
    expect(
      refusal(() => track({ w }, { initial: { w: tensor([[1]], { dtype: "float64" }) } })),
    ).toBe(
      'parameters["w"]: initial: expected the shape and dtype of its parameter but received others',
    );
    const tracker = track({ w });
    tracker.entry(5);
    expect(refusal(() => tracker.entry(4))).toBe("step: expected an integer ≥ 5 but received 4");
    noGrad(() => w.dispose());
    expect(refusal(() => tracker.entry(6))).toBe(
      'parameters["w"]: expected a tensor but received a disposed one',
    );
    tracker.dispose();
    expect(refusal(() => tracker.entry(7))).toBe(
      "rotation: expected a rotation tracker's handle but received a disposed one",
    );
  });
});
