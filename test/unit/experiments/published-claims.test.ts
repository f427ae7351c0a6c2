import { expect, it } from "vitest";
import { NotMeasured } from "../../../lib/experiments/results.js";
import { selectFigures } from "../../../lib/experiments/select-figures.js";
import { publishedResults } from "../../support/published-results.js";

const figures = await selectFigures(["all"]);

/** Of which no numbers were published: accuracies in training, and with orthogonal weights. */
const undecided = [
  "fig1: Every single-layer run reaches 100 % on its training images, ± 1",
  "fig1: At every layer our mean lies within 3 units of the published one, a unit being √2 times our standard error",
  "fig8: From orthogonal weights every layer generalizes better, in the mean",
  "fig8: From orthogonal weights the gap between layers 0 and 9 is smaller",
];

it("what must hold at paper scale holds of the published numbers, wherever they decide", () => {
  const failing: string[] = [];
  const open: string[] = [];
  for (const figure of figures) {
    const results = publishedResults(figure);
    for (const { text, judge } of figure.claims.paper ?? []) {
      try {
        const { holds, measured } = judge(results);
        if (!holds) failing.push(`${figure.id}: ${text} (${measured})`);
      } catch (error) {
        if (!(error instanceof NotMeasured)) throw error;
        open.push(`${figure.id}: ${text}`);
      }
    }
  }
  expect(failing).toEqual([]);
  expect(open).toEqual(undecided);
});

it("a claim fails where the published numbers are turned round", () => {
  const fig2 = figures.find(({ id }) => id === "fig2");
  if (!fig2) throw new Error("there is a Figure 2");
  const plots = fig2.plots.flatMap((plot) => {
    if (plot.kind !== "points" || !plot.published) return [];
    const series = plot.published.series.map((line) => ({ ...line, y: line.y.toReversed() }));
    return [{ ...plot, published: { ...plot.published, series } }];
  });
  const results = publishedResults({ ...fig2, plots });
  const claim = fig2.claims.paper?.find(({ text }) => text.endsWith("best of all"));
  expect(claim?.judge(results).holds).toBe(false);
});
