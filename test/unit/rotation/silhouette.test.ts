import { describe, expect, it } from "vitest";
import { silhouette } from "../../../lib/rotation/index.js";
import { tensor } from "../../../lib/tensor/index.js";
import { refusal } from "../../support/refusal.js";

const vectors = tensor([
  [1, 0],
  [2, 0],
  [0, 3],
  [0, 1],
]);
const int64 = (labels: number[]) => tensor(labels, { dtype: "int64" });

describe("silhouette", () => {
  it("is 1 where classes are directions, and below 0 where they are mixed", () => {
    expect(silhouette(vectors, int64([0, 0, 1, 1]))).toBe(1);
    expect(silhouette(vectors, int64([0, 1, 0, 1]))).toBe(-0.5);
  });

  it("takes any integers for classes", () => {
    expect(silhouette(vectors, int64([-5, -5, 1e12, 1e12]))).toBe(1);
  });

  it("takes the elements of images for a vector", () => {
    expect(silhouette(vectors.reshape([4, 1, 2]), int64([0, 0, 1, 1]))).toBe(1);
  });

  it("is NaN for one class, for no vector, and for numbers that are not finite", () => {
    expect(silhouette(vectors, int64([3, 3, 3, 3]))).toBeNaN();
    expect(silhouette(tensor([]).reshape([0, 2]), int64([]))).toBeNaN();
    for (const bad of [Number.NaN, Number.POSITIVE_INFINITY]) {
      const given = tensor([[1], [2], [bad], [3]]);
      expect(silhouette(given, int64([0, 0, 1, 1]))).toBeNaN();
    }
  });

  it("refuses labels that are none, or not one a vector", () => {
    expect(refusal(() => silhouette(vectors, tensor([0, 0, 1, 1])))).toBe(
      "labels: expected a strided tensor of int64 but received one of float32",
    );
    expect(refusal(() => silhouette(vectors, int64([0, 1])))).toBe(
      "labels: expected a label each of 4 vectors but received 2 of 1 dimensions",
    );
    expect(refusal(() => silhouette(tensor(1), int64([0])))).toBe(
      "labels: expected a label each of N vectors but received 1 of 1 dimensions",
    );
  });
});
