import { afterAll, describe, expect, it } from "vitest";
import { torch } from "../../../lib/tensor/index.js";
import { refusal } from "../../support/refusal.js";

describe("setNumThreads", () => {
  const before = torch.getNumThreads();
  afterAll(() => torch.setNumThreads(before));

  it("is what getNumThreads tells", () => {
    torch.setNumThreads(3);
    expect(torch.getNumThreads()).toBe(3);
    torch.setNumThreads(1);
    expect(torch.getNumThreads()).toBe(1);
  });

  it.each([0, -1, 1025, 2 ** 40])("refuses %s", (count) => {
    expect(refusal(() => torch.setNumThreads(count))).toBe(
      `setNumThreads.count: expected a whole number from 1 to 1024 but received ${count}`,
    );
  });

  it("refuses what is no whole number", () => {
    expect(refusal(() => torch.setNumThreads(Number.NaN))).toBe(
      "setNumThreads.count: expected an integer within ±(2^53 - 1) but received NaN",
    );
  });
});
