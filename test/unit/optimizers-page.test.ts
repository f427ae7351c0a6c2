import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { z } from "zod";
import { optimizerSchema, scheduleSchema } from "../../lib/optim/index.js";

const scripts = new URL("../../scripts/docs/", import.meta.url);
// Plain JavaScript: its types are written here.
const { optimizersPage }: { optimizersPage(): string } = await import(
  new URL("optimizers-page.mjs", scripts).href
);
const {
  takesText,
  table,
}: {
  takesText(schema: unknown): string;
  table(head: string[], rows: string[][], right?: number[]): string;
} = await import(new URL("options-table.mjs", scripts).href);

const page = optimizersPage();

it("docs/optimizers.md is what `npm run docs` makes", () => {
  const committed = new URL("../../docs/optimizers.md", import.meta.url);
  expect(readFileSync(committed, "utf8")).toBe(page);
});

describe("has a section of every kind, with its equation and all its options", () => {
  const schemas = [
    ...optimizerSchema.options.map((schema) => ({ schema, suffix: "" })),
    ...scheduleSchema.options.map((schema) => ({ schema, suffix: "Schedule" })),
  ];
  const kinds = schemas.map(({ schema, suffix }) => {
    const { properties = {} } = z.toJSONSchema(schema, { io: "input" });
    const { kind, ...options } = properties as Record<string, { const?: string }>;
    return { name: `${kind?.const}${suffix}`, options: Object.keys(options) };
  });

  it.each(kinds)("$name", ({ name, options }) => {
    const section = page.split(/^##+ /m).find((text) => text.startsWith(`\`${name}(`)) ?? "";
    const described = [...section.matchAll(/^\| `(\w+)`/gm)].map(([, option]) => option);
    expect(described).toEqual(options);
    expect(section.includes("```")).toBe(name !== "constantSchedule");
  });
});

it("says what rates are in degrees, and what alpha makes of layers", () => {
  expect(page).toMatch(/\| 3⁻³ +\| +0\.03704 \| +2\.121° \| +2\.122° \| +6\.85e-4 \| +1,458 \|/);
  expect(page).toMatch(/\| +0\.6 \| 0\.0102 \| 0\.0256 \| 0\.064 \| +0\.16 \| +0\.4 \| +1 \|/);
});

it.each([
  [z.number(), "a number"],
  [z.number().min(0).lt(1), "a number ≥ 0 and < 1"],
  [z.int().min(1), "an integer ≥ 1"],
  [z.tuple([z.number(), z.number().max(3)]), "[a number, a number ≤ 3]"],
  [z.array(z.int().min(0)), "a list of integers ≥ 0"],
  [z.union([z.enum(["all"]), z.array(z.string())]), "`all` or a list of names"],
  [z.enum(["a", "b", "c"]), "`a`, `b` or `c`"],
  [z.union([z.null(), z.number().min(0)]), "null or a number ≥ 0"],
])("says in words what a schema takes: %#", (schema, words) => {
  expect(takesText(z.toJSONSchema(schema))).toBe(words);
});

it("lines tables up", () => {
  expect(table(["a", "number"], [["√", "1"]], [1])).toBe(
    ["| a   | number |", "| --- | -----: |", "| √   |      1 |"].join("\n"),
  );
});
