import { describe, expect, it } from "vitest";
import {
  angleOfDistance,
  angleOfRate,
  cosineDistance,
  expectedRandomDistance,
  rotationAngle,
} from "../../../lib/rotation/index.js";
import { tensor, torch } from "../../../lib/tensor/index.js";
import { refusal } from "../../support/refusal.js";

describe("cosineDistance", () => {
  it("reads a view that negates its memory by its values", () => {
    const negative = torch.complex(tensor([0, 0]), tensor([1, 2])).conj().imag;
    expect(cosineDistance(negative, tensor([-1, -2]))).toBeCloseTo(0, 12);
  });

  it("is 0 for the same direction, 1 across, 2 against", () => {
    const w0 = tensor([1, 0, 0]);
    expect(cosineDistance(tensor([3, 0, 0]), w0)).toBe(0);
    expect(cosineDistance(tensor([0, 2, 0]), w0)).toBe(1);
    expect(cosineDistance(tensor([-5, 0, 0]), w0)).toBe(2);
  });

  it("stands at 1 − 1/√(1+ρ²) after a step ρ across, down to 3⁻¹⁵", () => {
    for (const rate of [3 ** -1, 3 ** -3, 3 ** -7, 3 ** -15]) {
      const w0 = tensor([1, 0], { dtype: "float64" });
      const w = tensor([1, rate], { dtype: "float64" });
      const exact = -Math.expm1(-0.5 * Math.log1p(rate * rate));
      expect(cosineDistance(w, w0) / exact).toBeCloseTo(1, 9);
    }
  });

  it("reads tensors of any shape and stride", () => {
    const w = tensor([
      [1, 2],
      [3, 5],
    ]);
    const turned = w.transpose(0, 1);
    expect(cosineDistance(turned, turned.clone())).toBe(0);
    expect(cosineDistance(w, turned)).toBeCloseTo(1 - (1 + 6 + 6 + 25) / 39, 12);
  });

  it("is NaN where it is undefined", () => {
    expect(cosineDistance(tensor([0, 0]), tensor([1, 0]))).toBeNaN();
    expect(cosineDistance(tensor([Number.NaN, 0]), tensor([1, 0]))).toBeNaN();
  });

  it("refuses what cannot be compared", () => {
    const w = tensor([1, 2]);
    expect(refusal(() => cosineDistance(w, tensor([1])))).toBe(
      "w0: expected a tensor of 2 elements but received 1",
    );
    expect(refusal(() => cosineDistance(w, w.to("float64")))).toBe(
      "w0: expected a tensor of float32 but received float64",
    );
    expect(refusal(() => cosineDistance(torch.arange(2), w))).toBe(
      "w: expected a strided tensor of float32 or float64 but received one of int64",
    );
  });
});

describe("angles", () => {
  it("agree with the distance", () => {
    const w0 = tensor([1, 0], { dtype: "float64" });
    for (const angle of [0.001, 0.5, Math.PI / 2, 3]) {
      const w = tensor([Math.cos(angle), Math.sin(angle)], { dtype: "float64" });
      expect(rotationAngle(w, w0)).toBeCloseTo(angle, 9);
      expect(angleOfDistance(1 - Math.cos(angle))).toBeCloseTo(angle, 9);
    }
  });

  it("are atan ρ for a step at rate ρ: 2.121° at 3⁻³", () => {
    expect((angleOfRate(3 ** -3) * 180) / Math.PI).toBeCloseTo(2.121, 3);
  });
});

describe("expectedRandomDistance", () => {
  it("is one step's own at one step and saturates", () => {
    const rate = 3 ** -3;
    expect(expectedRandomDistance(rate, 0)).toBe(0);
    expect(expectedRandomDistance(rate, 1)).toBeCloseTo(1 - 1 / Math.sqrt(1 + rate * rate), 14);
    expect(expectedRandomDistance(rate, 1458)).toBeCloseTo(1 - Math.exp(-1), 3);
    expect(expectedRandomDistance(rate, 1e6)).toBe(1);
  });
});
