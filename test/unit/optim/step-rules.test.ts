import { expect, test } from "vitest";
import {
  adagrad,
  adam,
  adamW,
  keepsSecondMoments,
  lars,
  layca,
  normalized,
  rmsprop,
  sgd,
  stepRule,
} from "../../../lib/optim/index.js";

const rules = [sgd(), adam(), adamW(), rmsprop(), adagrad()];

test.each(rules)("every transform takes %o", (rule) => {
  for (const transformed of [
    layca(rule, { rate: 1 }),
    lars(rule, { rate: 1 }),
    normalized(rule, { rate: 1 }),
  ]) {
    expect(stepRule(transformed)).toEqual(rule);
  }
  expect(stepRule(rule)).toBe(rule);
});

test("all but sgd keep second moments", () => {
  expect(rules.filter(keepsSecondMoments).map(({ kind }) => kind)).toEqual([
    "adam",
    "adamW",
    "rmsprop",
    "adagrad",
  ]);
});
