import { describe, expect, it } from "vitest";
import type { StoredFigure } from "../../../lib/figure.js";
import { chartFile } from "../../../lib/report/chart-file.js";
import { chartOf } from "../../../lib/report/charts.js";
import { fileLook } from "../../../lib/report/look.js";
import { renderSvg } from "../../../lib/report/render.js";
import { compiledChart } from "../../support/compiled-chart.js";
import {
  exactMultipliers,
  lossCurves,
  methodPoints,
  momentPercentiles,
  publishedAngles,
  withMoments,
} from "../../support/sample-plots.js";
import { sampleFig1, sampleRecord, sampleRotation } from "../../support/sample-report.js";
import { schemaComplaints } from "../../support/vega-lite-schema.js";

const number = /-?\d+(?:\.\d+)?(?:e-?\d+)?/g;
const rotation = sampleRotation();
const records = new Map(
  rotation.runs.map(({ key }, index) => [key, sampleRecord(key, index)] as const),
);
const moments = new Map([...records].map(([key, record]) => [key, withMoments(record)] as const));
const plots = (figure: StoredFigure) =>
  figure.plots.map((plot) => [plot.kind, figure, plot, records] as const);

describe.each([
  ...plots(sampleFig1()),
  ...plots(rotation),
  ["curves", rotation, lossCurves, records],
  [
    "curves on a log scale",
    rotation,
    { ...lossCurves, y: { ...lossCurves.y, scale: "log" } },
    records,
  ],
  ["percentiles", rotation, momentPercentiles, moments],
  ["exact", rotation, exactMultipliers, records],
  ["points by name", rotation, methodPoints, records],
  ["layerPoints", rotation, publishedAngles, records],
  ["curves of no run", rotation, { ...lossCurves, where: { method: "?" } }, records],
] as const)("the file of %s", (_, figure, plot, records) => {
  const chart = chartOf(figure, plot, records, fileLook);
  const { spec, complaints } = compiledChart(chartFile(figure, plot, chart));

  it("names its schema, its figure and where its numbers come from, and compiles without a complaint", () => {
    expect(spec.$schema).toBe("https://vega.github.io/schema/vega-lite/v6.json");
    expect(spec.description).toContain(`${figure.name}: ${plot.title}. Reduced scale · MNIST`);
    expect(complaints).toEqual([]);
  });

  it("is what vega-lite's schema describes", () => {
    expect(schemaComplaints(spec)).toEqual([]);
  });

  it("draws the picture", async () => {
    const file = await renderSvg({ ...spec, background: "transparent" });
    const picture = await renderSvg(chart);
    expect(file.replaceAll(number, "#")).toBe(picture.replaceAll(number, "#"));
    const [own = [], wanted = []] = [file, picture].map((svg) => svg.match(number)?.map(Number));
    // Places are rounded to a hundredth of a pixel: numbers of 7 digits may fall to the next one.
    expect(own.filter((value, at) => Math.abs(value - (wanted[at] ?? 0)) > 0.011)).toEqual([]);
  });
});

it("has a row of numbers a line", () => {
  const figure = sampleFig1();
  const [plot] = figure.plots;
  if (!plot) throw new Error("the sample has plots");
  const text = chartFile(figure, plot, chartOf(figure, plot, records, fileLook));
  expect(text).toContain(
    '\n  "datasets": {\n    "numbers-1": [\n      {"x":0,"y":0.7447,"from":"mean","kind":',
  );
});
