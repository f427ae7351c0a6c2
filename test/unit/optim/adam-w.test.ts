import { expect, test } from "vitest";
import { adam, adamW } from "../../../lib/optim/index.js";
import { refusal } from "../../support/refusal.js";

test("has PyTorch's defaults, those of adam but for the decay", () => {
  expect(adamW()).toEqual({ ...adam(), kind: "adamW", weightDecay: 1e-2 });
});

test("takes adam's options", () => {
  const options = { ...adam({ lr: 1, betas: [0.5, 0.6], eps: 1, amsgrad: true, weightDecay: 0 }) };
  expect(adamW(options)).toEqual({ ...options, kind: "adamW" });
});

test("refuses what adam refuses", () => {
  expect(refusal(() => adamW({ betas: [0.9, 1], weightDecay: -1 }))).toBe(
    "adamW.betas[1]: expected a number ≥ 0 and < 1 but received 1\n" +
      "adamW.weightDecay: expected a number ≥ 0 but received -1",
  );
});
