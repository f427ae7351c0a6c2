import { expect, it } from "vitest";
import { fileLook } from "../../../lib/report/look.js";
import { pointsChart } from "../../../lib/report/points-chart.js";
import { renderSvg } from "../../../lib/report/render.js";
import { sampleFig1 } from "../../support/sample-report.js";

const sample = sampleFig1();
const [plot] = sample.plots;

it.each([
  ["numbers", (layer: number) => layer],
  ["names", (layer: number) => `layer ${layer}`],
])("repetitions are level marks, and have such a symbol: against %s", async (_, name) => {
  if (plot?.kind !== "points") throw new Error("the sample is of points");
  const runs = sample.runs.map((run) => ({
    ...run,
    labels: { ...run.labels, layer: name(Number(run.labels.layer)) },
  }));
  const { published: _published, ...ours } = plot;
  const svg = await renderSvg(pointsChart({ ...sample, runs }, ours, fileLook));
  const marks = [...svg.matchAll(/"tick" d="M[^h]+h([\d.]+)v([\d.]+)/g)];
  expect(marks).toHaveLength(sample.runs.length);
  for (const [, width, height] of marks) expect([width, height]).toEqual(["12", "1.5"]);
  const symbols = svg.match(/role-legend-symbol"[^>]*><path [^>]*/g) ?? [];
  // It has an area: an outline alone would not be seen where symbols are filled.
  expect(symbols.at(-1)).toMatch(/d="M-([\d.]+),-([\d.]+)L\1,-\2L\1,\2L-\1,\2Z" fill="#6aa5e0"/);
});
