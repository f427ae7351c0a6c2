import type { TopLevelSpec } from "vega-lite";
import type { PointsPlot, StoredFigure } from "../figure.js";
import numbersSpec from "./charts/points.vl.json" with { type: "json" };
import namesSpec from "./charts/points-by-name.vl.json" with { type: "json" };
import { fillChart, type Part } from "./fill-chart.js";
import { axisLabels } from "./height-axis.js";
import { legendColumns } from "./legend-columns.js";
import { type Look, palettes } from "./look.js";
import { meansByX, type PointsLine, pointsLines } from "./measured-points.js";
import { panelGrid } from "./panel-grid.js";
import { groupsOf } from "./plot-runs.js";
import { seriesScale } from "./series-colors.js";

/** Every repetition's value, their mean and the published means against a label. */
export function pointsChart(figure: StoredFigure, plot: PointsPlot, look: Look): TopLevelSpec {
  const lines = pointsLines(figure, plot);
  const kinds = kindsOf(figure, plot, lines, look);
  const xs = lines.flatMap((line) => [...line.points, ...line.published].map(({ x }) => x));
  const spec = xs.every((x) => typeof x === "number") ? numbersSpec : namesSpec;
  const isWhole = xs.every(Number.isInteger);
  const chart = fillChart(spec, {
    encoding: {
      x: { axis: { title: plot.x.title, ...(isWhole ? { tickMinStep: 1 } : {}) } },
      y: { axis: axisLabels(plot.y.unit) },
      color: plot.series === undefined ? byKind(kinds, "color", look) : bySeries(lines, look),
    },
    layer: withShapes(spec.layer, byKind(kinds, "shape", look)),
  });
  const panels = [...groupsOf(lines, ({ panel }) => panel)].map(([title, own]) => ({
    title,
    rows: own.flatMap((line) => rowsOf(line, kinds)),
  }));
  return panelGrid(chart, panels, { yTitle: plot.y.title, heights: "own" }, look);
}

/** What a point may be: how the legend calls it, and how it is told from others. */
interface Kind {
  readonly from: "published" | "mean" | "repetition";
  readonly kind: string;
  readonly color: string;
  readonly shape: string;
}

/** A symbol that looks like a tick: Vega's own stroke has no area, and shows nothing where symbols are filled. */
const dash = "M-1,-0.15H1V0.15H-1Z";

/** The kinds that a plot has, in the order of its legend. */
function kindsOf(
  { seeds }: StoredFigure,
  plot: PointsPlot,
  lines: readonly PointsLine[],
  { theme }: Look,
): Kind[] {
  const { ours, oursLight, published } = palettes[theme];
  const isPublished = lines.some((line) => line.published.length > 0);
  const theirs = plot.published?.title ?? "published";
  const mean = seeds.length > 1 ? `ours, mean of ${seeds.length}` : "ours";
  const each = "ours, each repetition";
  const all: Kind[] = [
    { from: "published", kind: theirs, color: published, shape: "diamond" },
    { from: "mean", kind: mean, color: ours, shape: "circle" },
    { from: "repetition", kind: each, color: oursLight, shape: dash },
  ];
  const has = { published: isPublished, mean: true, repetition: seeds.length > 1 };
  return all.filter(({ from }) => has[from]);
}

/** What is drawn over what: published points over ours. */
const places = { mean: 0, repetition: 1, published: 2 };

function rowsOf({ name, points, published }: PointsLine, kinds: readonly Kind[]) {
  const values = {
    mean: meansByX(points).map(({ x, mean }) => ({ x, y: mean })),
    repetition: points.map(({ x, value }) => ({ x, y: value })),
    published,
  };
  const drawn = kinds.toSorted((a, b) => places[a.from] - places[b.from]);
  return drawn.flatMap(({ from, kind }) =>
    values[from].map((point) => ({ ...point, from, kind, name })),
  );
}

function byKind(kinds: readonly Kind[], by: "color" | "shape", look: Look) {
  const names = kinds.map(({ kind }) => kind);
  return {
    scale: { domain: names, range: kinds.map((kind) => kind[by]) },
    legend: { columns: legendColumns(names, look) },
  };
}

function bySeries(lines: readonly PointsLine[], look: Look) {
  const series = [...new Set(lines.map(({ name }) => name))];
  return {
    field: "name",
    scale: seriesScale(series, look),
    legend: { columns: legendColumns(series, look) },
  };
}

/** The points of means, which are drawn last, have a shape. */
function withShapes(layers: readonly Part[], shape: Part): Part[] {
  const [points = {}, ...others] = layers.toReversed();
  return [...others.reverse(), fillChart(points, { encoding: { shape } })];
}
