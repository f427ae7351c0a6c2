import { once } from "node:events";
import { describe, expect, it } from "vitest";
import { tensor, torch } from "../../../lib/tensor/index.js";
import { refusal } from "../../support/refusal.js";

const F = torch.nn.functional;
const column = tensor([[0.2], [0.4], [0.6]]);
const row = tensor([0.2, 0.4, 0.6]);

describe("losses of pairs", () => {
  it("refuse a target of another size where PyTorch does", () => {
    const sentence = "target: expected the size of the input, [3, 1], but received [3]";
    expect(refusal(() => F.binaryCrossEntropy(column, row))).toBe(`binaryCrossEntropy.${sentence}`);
    expect(refusal(() => F.binaryCrossEntropyWithLogits(column, row))).toBe(
      `binaryCrossEntropyWithLogits.${sentence}`,
    );
    expect(F.binaryCrossEntropy(row, row).item()).toBeGreaterThan(0);
    expect(F.binaryCrossEntropyWithLogits(row, row).item()).toBeGreaterThan(0);
  });

  it.each(["mseLoss", "l1Loss", "smoothL1Loss", "huberLoss"] as const)(
    "%s warns that it broadcasts",
    async (name) => {
      const warned = once(process, "warning");
      expect(F[name](column, row, { reduction: "none" }).shape).toEqual([3, 3]);
      const [warning] = await warned;
      expect(warning.message).toContain(
        `${name}: the target's size [3] is not the input's [3, 1].`,
      );
      expect(F[name](row, row).item()).toBe(0);
    },
  );

  it("leave what is no tensor to the operator's own sentence", () => {
    expect(refusal(() => F.mseLoss(row, JSON.parse("1")))).toContain("mseLoss");
  });
});
