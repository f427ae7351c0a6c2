import type { TopLevelSpec } from "vega-lite";
import type { PointsPlot, StoredFigure } from "../figure.js";
import { axisLabels, chartConfig } from "./chart-config.js";
import { drawingWidth, type Look, palettes } from "./look.js";
import { meansByX, measuredPoints } from "./measured-points.js";

const height = 320;

/** Every repetition's value, their mean and the published means against a label. */
export function pointsChart(figure: StoredFigure, plot: PointsPlot, look: Look): TopLevelSpec {
  const rows = seriesRows(figure, plot, look);
  const key = {
    field: "series",
    type: "nominal" as const,
    title: null,
    legend: {
      // Where there is room, inside: the curves of a falling accuracy leave that corner free.
      orient: look.width === "wide" ? ("top-right" as const) : ("bottom" as const),
      direction: "vertical" as const,
      symbolSize: 70,
      symbolOpacity: 1,
      rowPadding: 5,
    },
  };
  const domain = rows.map(({ series }) => series);
  const color = { ...key, scale: { domain, range: rows.map(({ color }) => color) } };
  const shape = { ...key, scale: { domain, range: rows.map(({ shape }) => shape) } };
  const means = { filter: { field: "shape", oneOf: ["diamond", "circle"] } };
  return {
    width: drawingWidth[look.width],
    height,
    config: chartConfig(look),
    data: {
      values: rows.flatMap(({ values, ...row }) => values.map((value) => ({ ...row, ...value }))),
    },
    encoding: {
      x: { field: "x", type: "ordinal", axis: { title: plot.x.title, labelAngle: 0 } },
      y: {
        field: "y",
        type: "quantitative",
        scale: { zero: false, nice: true },
        axis: { title: plot.y.title, ...axisLabels(plot.y.unit) },
      },
      color,
    },
    layer: [
      {
        transform: [{ filter: { field: "shape", equal: "stroke" } }],
        mark: { type: "tick", opacity: 1, thickness: 1.5, width: 12 },
      },
      { transform: [means], mark: { type: "line", strokeWidth: 1.5, opacity: 0.5 } },
      {
        transform: [means],
        mark: { type: "point", filled: true, opacity: 1, size: 70 },
        encoding: { shape },
      },
    ],
  };
}

interface SeriesRow {
  readonly series: string;
  readonly color: string;
  /** A means' symbol; `stroke` for single repetitions. */
  readonly shape: "diamond" | "circle" | "stroke";
  readonly values: readonly { readonly x: number | string; readonly y: number }[];
}

function seriesRows(figure: StoredFigure, plot: PointsPlot, { theme }: Look): SeriesRow[] {
  const { ours, oursLight, published: publishedColor } = palettes[theme];
  const points = measuredPoints(figure, plot);
  const published = plot.published;
  const repetitions = figure.seeds.length;
  const rows: SeriesRow[] = [
    {
      series: repetitions > 1 ? `ours, mean of ${repetitions}` : "ours",
      color: ours,
      shape: "circle",
      values: meansByX(points).map(({ x, mean }) => ({ x, y: mean })),
    },
  ];
  if (repetitions > 1) {
    const values = points.map(({ x, value }) => ({ x, y: value }));
    rows.push({ series: "ours, each repetition", color: oursLight, shape: "stroke", values });
  }
  if (published) {
    const values = published.x.flatMap((x, index) => {
      const y = published.y[index];
      return y === undefined ? [] : [{ x, y }];
    });
    rows.unshift({ series: published.title, color: publishedColor, shape: "diamond", values });
  }
  return rows;
}
