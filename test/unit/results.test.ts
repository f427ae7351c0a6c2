import { existsSync, readdirSync, readFileSync, statSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { readStoredText } from "../../lib/check/stored-text.js";
import { readFigures } from "../../lib/report/stored-figure.js";
import { readRecords, recordPath } from "../../lib/report/stored-record.js";
import { root } from "../support/source-files.js";

const results = join(root, "results");

describe.each(readdirSync(results))("results/%s", (scale) => {
  const folder = join(results, scale);
  const figures = readFigures(folder);
  const keys = [...new Set(figures.flatMap(({ runs }) => runs.map(({ key }) => key)))];

  it("is of one scale and holds the record of every run", () => {
    expect(new Set(figures.map((figure) => figure.scale))).toEqual(new Set([scale]));
    const records = readRecords(folder, figures);
    expect([...records.keys()]).toEqual(keys);
    for (const [key, record] of records) expect(record.key).toBe(key);
  });

  it("has a picture of every plot", () => {
    const missing = figures.flatMap(({ id, plots }) =>
      plots.map((plot) => join(folder, id, `${plot.id}.png`)).filter((path) => !existsSync(path)),
    );
    expect(missing).toEqual([]);
  });

  it("names no place of the machine that made it", () => {
    const texts = [
      ...figures.map(({ id }) => readStoredText(join(folder, id, "figure.json")) ?? ""),
      ...keys.map((key) => readStoredText(recordPath(folder, key)) ?? ""),
    ];
    expect(texts.filter((text) => /"root"|"\/(?:home|root|tmp|work|Users)\//.test(text))).toEqual(
      [],
    );
  });

  it("takes at most 5 MB", () => {
    const files = readdirSync(folder, { recursive: true, encoding: "utf8" });
    const bytes = files.reduce((sum, name) => {
      const found = statSync(join(folder, name));
      return sum + (found.isFile() ? found.size : 0);
    }, 0);
    expect(bytes).toBeLessThan(5e6);
  });
});

it("docs/reproduction.md is what `npm run docs` makes of them", async () => {
  // Plain JavaScript: its type is written here.
  const { reproductionPage }: { reproductionPage(): string } = await import(
    new URL("../../scripts/docs/reproduction-page.mjs", import.meta.url).href
  );
  expect(readFileSync(join(root, "docs/reproduction.md"), "utf8")).toBe(reproductionPage());
});
