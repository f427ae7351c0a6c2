import { describe, expect, it } from "vitest";
import { recordCovers } from "../../../lib/train/record-covers.js";

const option = { every: "epoch", rotation: true, norms: true, gradients: false };

describe("recordCovers", () => {
  it("covers itself and less", () => {
    expect(recordCovers(option, option)).toBe(true);
    expect(recordCovers(option, { ...option, norms: false })).toBe(true);
    expect(recordCovers({ ...option, every: ["epoch", { steps: 5 }] }, option)).toBe(true);
    expect(
      recordCovers(
        { ...option, every: ["epoch", { steps: 5 }] },
        { ...option, every: { steps: 5 } },
      ),
    ).toBe(true);
  });

  it("does not cover moments or measures that were not recorded", () => {
    expect(recordCovers(option, { ...option, every: "step" })).toBe(false);
    expect(recordCovers(option, { ...option, every: ["epoch", "step"] })).toBe(false);
    expect(
      recordCovers({ ...option, every: { steps: 5 } }, { ...option, every: { steps: 10 } }),
    ).toBe(false);
    expect(recordCovers(option, { ...option, gradients: true })).toBe(false);
  });

  it("covers feedback of the same layer and as many images", () => {
    const feedback = { layer: "0", images: 1000 };
    expect(recordCovers({ ...option, feedback }, option)).toBe(true);
    expect(recordCovers({ ...option, feedback }, { ...option, feedback: { ...feedback } })).toBe(
      true,
    );
    expect(recordCovers(option, { ...option, feedback })).toBe(false);
    for (const other of [
      { layer: "1", images: 1000 },
      { layer: "0", images: 500 },
    ]) {
      expect(recordCovers({ ...option, feedback: other }, { ...option, feedback })).toBe(false);
    }
  });

  it("covers nothing when the stored spec has no such option", () => {
    expect(recordCovers(undefined, option)).toBe(false);
    expect(recordCovers("epoch", option)).toBe(false);
  });
});
