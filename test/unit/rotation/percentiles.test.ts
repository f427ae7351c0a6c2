import { describe, expect, it } from "vitest";
import { percentiles } from "../../../lib/rotation/index.js";
import { tensor, torch } from "../../../lib/tensor/index.js";
import { refusal } from "../../support/refusal.js";

describe("percentiles", () => {
  const t = tensor([
    [4, 1],
    [3, 2],
  ]);

  it("are elements and what lies between them, of any shape and stride", () => {
    expect(percentiles(t, [0, 50, 100])).toEqual([1, 2.5, 4]);
    expect(percentiles(t.transpose(0, 1), [50])).toEqual([2.5]);
    expect(percentiles(t, [])).toEqual([]);
  });

  it("leave the tensor as it is", () => {
    percentiles(t, [10, 90]);
    expect(t.toArray()).toEqual([
      [4, 1],
      [3, 2],
    ]);
  });

  it("are NaN where an element is", () => {
    expect(percentiles(tensor([1, Number.NaN, 0]), [0, 100])).toEqual([Number.NaN, Number.NaN]);
  });

  it.each([
    [[-1], "percents[0]: expected a number from 0 to 100, in ascending order but received -1"],
    [[50, 10], "percents[1]: expected a number from 0 to 100, in ascending order but received 10"],
    [
      [Number.NaN],
      "percents[0]: expected a number from 0 to 100, in ascending order but received NaN",
    ],
    [
      [0, 100.5],
      "percents[1]: expected a number from 0 to 100, in ascending order but received 100.5",
    ],
  ])("refuse percents %j", (percents, message) => {
    expect(refusal(() => percentiles(t, percents))).toBe(message);
  });

  it("refuse tensors that have none", () => {
    expect(refusal(() => percentiles(tensor([]), [50]))).toBe(
      "t: expected a tensor of one element or more but received 0",
    );
    expect(refusal(() => percentiles(torch.arange(2), [50]))).toBe(
      "t: expected a strided tensor of float32 or float64 but received one of int64",
    );
  });
});
