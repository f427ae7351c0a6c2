import { describe, expect, it } from "vitest";
import { table } from "../../lib/tensor/generated/table.js";
import { operatorAt } from "../../lib/tensor/operator-table.js";
import { checkCase } from "./support/check-case.js";
import { operatorCases, referencedOperators } from "./support/operator-case.js";

describe("operators give what Python torch gives", () => {
  const counts = new Map<string, number>();
  for (const given of operatorCases) {
    const count = (counts.get(given.call) ?? 0) + 1;
    counts.set(given.call, count);
    it(count === 1 ? given.call : `${given.call}, case ${count}`, () => checkCase(given));
  }
});

it("the cases are of at least 300 operators and every kind of argument", () => {
  expect(referencedOperators.size).toBeGreaterThanOrEqual(300);
  const known = [...referencedOperators].filter((key) => Object.hasOwn(table, key));
  expect(known.length).toBe(referencedOperators.size);
  const kinds = new Set(known.flatMap((key) => kindsOf(key)));
  expect(
    Object.keys(table)
      .flatMap(kindsOf)
      .filter((kind) => !kinds.has(kind)),
  ).toEqual([]);
});

function kindsOf(key: string): string[] {
  return operatorAt(key).overloads.flatMap(({ required, options }) =>
    [...required, ...Object.values(options).map(({ kind }) => kind)].map((kind) =>
      kind.replace("?", ""),
    ),
  );
}
