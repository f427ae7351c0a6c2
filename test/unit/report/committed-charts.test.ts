import { readFileSync } from "node:fs";
import { basename, join } from "node:path";
import { describe, expect, it } from "vitest";
import { renderSvg } from "../../../lib/report/render.js";
import { compiledChart } from "../../support/compiled-chart.js";
import { filesUnder, root } from "../../support/source-files.js";
import { schemaComplaints } from "../../support/vega-lite-schema.js";

const read = (file: string) => JSON.parse(readFileSync(join(root, file), "utf8"));
const specs = filesUnder("lib/report/charts", /\.vl\.json$/).map(
  (file) => [basename(file), read(file)] as const,
);
const config = read("lib/report/charts/config.json");

describe.each(specs)("%s by itself", (_, spec) => {
  it("is what vega-lite's schema describes, bare and in the dress of all charts", () => {
    expect(schemaComplaints(spec)).toEqual([]);
    expect(schemaComplaints({ ...spec, config })).toEqual([]);
  });

  it("compiles without a complaint, bare and in that dress", () => {
    expect(compiledChart(JSON.stringify(spec)).complaints).toEqual([]);
    expect(compiledChart(JSON.stringify({ ...spec, config })).complaints).toEqual([]);
  });

  it("has a sample of every field that it draws", () => {
    const rows: readonly object[] = spec.datasets.numbers;
    const unknown = fieldsOf({ ...spec, datasets: {} }).filter(
      (field) => !rows.some((row) => field in row),
    );
    expect(rows.length).toBeGreaterThan(0);
    expect(unknown).toEqual([]);
  });

  it("shows its sample", async () => {
    expect(await renderSvg(spec)).toMatch(/aria-roledescription="[\w ]*mark/);
  });
});

it("heights end on a labelled line, or titles of panels side by side would not stand level", () => {
  const nice = specs.map(([name, { encoding }]) => [name, encoding?.y?.scale?.nice]);
  const lines = config.axisY.tickCount;
  expect(Object.fromEntries(nice)).toMatchObject({
    "curves.vl.json": lines,
    "layers.vl.json": lines,
    "layer-points.vl.json": lines,
    "points.vl.json": lines,
    "points-by-name.vl.json": lines,
  });
});

/** The names of fields anywhere in a specification. */
function fieldsOf(spec: unknown): string[] {
  if (typeof spec !== "object" || spec === null) return [];
  return Object.entries(spec).flatMap(([key, value]) =>
    key === "field" && typeof value === "string" ? [value] : fieldsOf(value),
  );
}
