import type { TopLevelSpec } from "vega-lite";
import type { PointsPlot, StoredFigure } from "../figure.js";
import { axisLabels } from "./chart-config.js";
import { legendColumns } from "./legend-columns.js";
import { type Look, palettes } from "./look.js";
import { meansByX, type PointsLine, pointsLines } from "./measured-points.js";
import { type Frame, panelGrid, panelHeading } from "./panel-grid.js";
import { groupsOf } from "./plot-runs.js";
import { seriesScale } from "./series-colors.js";

/** Every repetition's value, their mean and the published means against a label. */
export function pointsChart(figure: StoredFigure, plot: PointsPlot, look: Look): TopLevelSpec {
  const lines = pointsLines(figure, plot);
  const panels = [...groupsOf(lines, ({ panel }) => panel)];
  const keys = keysOf(figure, plot, lines, look);
  return panelGrid(panels, { yTitle: plot.y.title, heights: "own" }, look, ([title, own], frame) =>
    panelView(plot, title, own, keys, look, frame),
  );
}

/** How lines are told apart: by colours where there are several, and ours from the published by mark. */
function keysOf(
  figure: StoredFigure,
  plot: PointsPlot,
  lines: readonly PointsLine[],
  { theme }: Look,
) {
  const { ours, oursLight, published } = palettes[theme];
  const repetitions = figure.seeds.length;
  const mean = repetitions > 1 ? `ours, mean of ${repetitions}` : "ours";
  const each = "ours, each repetition";
  const theirs = plot.published?.title ?? "published";
  const isPublished = lines.some((line) => line.published.length > 0);
  const names = [...(isPublished ? [theirs] : []), mean, ...(repetitions > 1 ? [each] : [])];
  const colors = new Map([
    [theirs, published],
    [mean, ours],
    [each, oursLight],
  ]);
  const places = lines.flatMap((line) => [...line.points, ...line.published].map(({ x }) => x));
  const isNumeric = places.every((x) => typeof x === "number");
  const isWhole = places.every(Number.isInteger);
  const series = [...new Set(lines.map(({ name }) => name))];
  return { mean, each, theirs, names, colors, repetitions, isNumeric, isWhole, series };
}

type Keys = ReturnType<typeof keysOf>;

function panelView(
  plot: PointsPlot,
  title: string,
  lines: readonly PointsLine[],
  keys: Keys,
  look: Look,
  frame: Frame,
) {
  const { mean, each, theirs, names, colors, isNumeric, isWhole } = keys;
  const x = {
    field: "x",
    ...(isNumeric
      ? { type: "quantitative" as const, scale: { zero: false, nice: false, padding: 12 } }
      : { type: "ordinal" as const, sort: null }),
    axis: {
      title: frame.xAxis ? plot.x.title : null,
      ...(isNumeric
        ? {
            labelAngle: 0,
            ...(isWhole ? { tickMinStep: 1 } : {}),
            labelExpr: "format(datum.value, '~g')",
          }
        : { labelAngle: -35, labelOverlap: false }),
    },
  };
  const values = lines.flatMap((line) => [
    ...meansByX(line.points).map(({ x, mean: y }) => ({ x, y, kind: mean, name: line.name })),
    ...(keys.repetitions > 1
      ? line.points.map(({ x, value }) => ({ x, y: value, kind: each, name: line.name }))
      : []),
    ...line.published.map((point) => ({ ...point, kind: theirs, name: line.name })),
  ]);
  const legend = (entries: readonly string[]) => ({
    orient: "bottom" as const,
    symbolSize: 70,
    symbolOpacity: 1,
    rowPadding: 5,
    columns: legendColumns(entries, look),
  });
  const color =
    plot.series === undefined
      ? {
          field: "kind",
          type: "nominal" as const,
          title: null,
          scale: { domain: names, range: names.map((name) => colors.get(name) ?? "") },
          legend: legend(names),
        }
      : {
          field: "name",
          type: "nominal" as const,
          title: null,
          scale: seriesScale(keys.series, look),
          legend: legend(keys.series),
        };
  const shape = {
    field: "kind",
    type: "nominal" as const,
    title: null,
    scale: { domain: names, range: names.map((name) => shapeOf(name, keys)) },
    legend: legend(names),
  };
  const means = { filter: { field: "kind", oneOf: [mean, theirs] } };
  return {
    width: frame.width,
    height: frame.height,
    ...panelHeading(title, frame),
    data: { values },
    encoding: {
      x,
      y: {
        field: "y",
        type: "quantitative" as const,
        scale: { zero: false, nice: true },
        axis: { title: null, ...axisLabels(plot.y.unit) },
      },
      color,
      detail: { field: "kind", type: "nominal" as const },
    },
    layer: [
      {
        transform: [{ filter: { field: "kind", equal: each } }],
        mark: { type: "tick" as const, opacity: 0.6, thickness: 1.5, width: 12 },
      },
      // Between methods there is nothing that a line could pass.
      ...(isNumeric ? [meansLine(means, theirs)] : []),
      {
        transform: [means],
        mark: { type: "point" as const, filled: true, opacity: 1, size: 60 },
        encoding: { shape },
      },
    ],
  };
}

function meansLine(means: { filter: { field: string; oneOf: string[] } }, theirs: string) {
  return {
    transform: [means],
    mark: { type: "line" as const, strokeWidth: 1.5, opacity: 0.5 },
    encoding: {
      strokeDash: {
        condition: { test: `datum.kind === ${JSON.stringify(theirs)}`, value: [4, 3] },
        value: [1, 0],
      },
    },
  };
}

function shapeOf(name: string, { mean, theirs }: Keys): string {
  if (name === theirs) return "diamond";
  return name === mean ? "circle" : "stroke";
}
