import { expect, it } from "vitest";
import { drawPlot } from "../../../lib/report/drawing.js";
import { ThemeColors } from "../../../lib/report/theme-colors.js";
import { sampleRecord, sampleRotation } from "../../support/sample-report.js";

const drawn = (text: string, line: string) =>
  `<svg><g fill="none"><path stroke="${line}"/><text fill="${text}">fill="x"</text></g></svg>`;

it("makes one drawing of two, whose differing colours are variables of either theme", () => {
  const colors = new ThemeColors();
  expect(colors.merge(drawn("#111", "rgb(1, 2, 3)"), drawn("#eee", "rgb(1, 2, 3)"))).toBe(
    drawn("var(--c0)", "rgb(1, 2, 3)"),
  );
  expect(colors.merge(drawn("#111", "#111"), drawn("#ddd", "#eee"))).toBe(
    drawn("var(--c1)", "var(--c0)"),
  );
  expect(colors.css()).toBe(
    ":root{--c0:#111;--c1:#111}\n@media (prefers-color-scheme: dark){:root{--c0:#eee;--c1:#ddd}}\n",
  );
});

it("takes the drawings of a chart, also one with a strip of colours", async () => {
  const figure = sampleRotation();
  const [plot] = figure.plots;
  if (!plot) throw new Error("the sample has plots");
  const records = new Map(figure.runs.map(({ key }) => [key, deepRecord(key, 20)]));
  const { charts } = await drawPlot(figure, plot, records);
  const merged = charts.map(({ light, dark }) => new ThemeColors().merge(light, dark));
  expect(merged).toHaveLength(2);
  for (const svg of merged) {
    const [, id] = /<linearGradient id="([^"]+)"/.exec(svg) ?? [];
    expect(svg).toContain(`fill="url(#${id})"`);
    expect(svg).toMatch(/stop-color="var\(--c\d+\)"/);
  }
});

it("refuses drawings that differ in more", () => {
  const merge = () => new ThemeColors().merge("<path d='1'/>", "<path d='2'/>");
  expect(merge).toThrow("expected two drawings that differ in nothing but their colours");
});

/** More layers than a legend has symbols for. */
function deepRecord(key: string, depth: number) {
  const record = sampleRecord(key, 0);
  const perLayer = Array.from({ length: depth }, (_, layer) => layer);
  return {
    ...record,
    layers: perLayer.map((layer) => ({
      name: `${layer}`,
      parameter: `${layer}.weight`,
      shape: [2, 2],
    })),
    history: record.history.map((entry) => ({ ...entry, rotation: { distance: perLayer } })),
  };
}
