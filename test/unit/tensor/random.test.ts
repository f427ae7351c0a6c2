import { describe, expect, it } from "vitest";
import { torch } from "../../../lib/tensor/index.js";
import { refusal } from "../../support/refusal.js";

describe("manualSeed", () => {
  it("makes random operators without a generator start again", () => {
    torch.manualSeed(5);
    const first = torch.rand([3]).toArray();
    expect(torch.rand([3]).toArray()).not.toEqual(first);
    torch.manualSeed(5n);
    expect(torch.rand([3]).toArray()).toEqual(first);
  });

  it("gives what Python's torch.manual_seed(0) gives", () => {
    torch.manualSeed(0);
    expect(String(torch.rand([3], { dtype: "float64" }))).toBe(
      "tensor([0.9701, 0.7078, 0.4594], dtype=torch.float64)",
    );
  });

  it("refuses what is no whole number", () => {
    expect(refusal(() => torch.manualSeed(0.5))).toBe(
      "seed: expected an integer within ±(2^53 - 1) but received 0.5",
    );
  });
});
