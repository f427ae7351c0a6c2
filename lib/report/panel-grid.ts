import type { TopLevelSpec } from "vega-lite";
import type { Axis } from "../figure.js";
import { chartConfig } from "./chart-config.js";
import grid from "./charts/panels.vl.json" with { type: "json" };
import { fillChart, type Part, wholeChart, withoutSample } from "./fill-chart.js";
import { wrapText } from "./font.js";
import { drawingWidth, type Look, palettes, typeSize } from "./look.js";

/** Between panels that share their heights' labels, and between those that have their own. */
const gap = { shared: grid.spacing, own: 50 };

/** Panels narrower than this have room for few labels. */
const narrowest = 150;

/** A panel of a chart. */
export interface Panel {
  /** Empty where there is one panel without a name. */
  readonly title: string;
  readonly titleColor?: string;
  /** Under the title. */
  readonly note?: string;
  /** Its numbers. */
  readonly rows: readonly object[];
  /** What it draws otherwise than the others. */
  readonly more?: Part;
}

/** The title above all panels, and whether the labels of the first one's heights serve a row. */
export interface PanelGrid {
  readonly yTitle: Axis["title"];
  readonly heights: "shared" | "own";
}

/** Where a panel stands, and so which of its axes it labels. */
interface Place {
  readonly width: number;
  readonly height: number;
  readonly yAxis: boolean;
  readonly xAxis: boolean;
}

/**
 * A chart in panels, which stand in rows: up to three beside one another where there is room, else one below the other; many
 * stand closer.
 *
 * @param chart The specification of each panel but for its numbers, size and name.
 */
export function panelGrid(
  chart: Part,
  panels: readonly Panel[],
  { yTitle, heights }: PanelGrid,
  look: Look,
): TopLevelSpec {
  const count = panels.length;
  const wide = look.width === "wide";
  const columns = columnsFor(count, wide, heights === "shared");
  const width = (drawingWidth[look.width] - gap[heights] * (columns - 1)) / columns;
  const views = panels.map((panel, index) =>
    panelView(chart, panel, datasetName(index), {
      width,
      height: heightFor(columns, wide),
      yAxis: index % columns === 0 || heights === "own",
      xAxis: index + columns >= count,
    }),
  );
  const [row] = grid.vconcat;
  // Side by side, the labels of the second panel, seen or not, already set it apart.
  const rows = Array.from({ length: Math.ceil(count / columns) }, (_, place) => ({
    ...row,
    hconcat: views.slice(place * columns, (place + 1) * columns),
  }));
  const { vconcat, ...around } = withoutSample(grid);
  return wholeChart(
    fillChart(around, {
      config: chartConfig(look),
      title: { text: yTitle, color: palettes[look.theme].muted },
      ...(rows.length === 1 ? rows[0] : { vconcat: rows }),
      datasets: Object.fromEntries(panels.map(({ rows }, index) => [datasetName(index), rows])),
    }),
  );
}

const datasetName = (index: number) => `numbers-${index + 1}`;

function panelView(chart: Part, panel: Panel, name: string, place: Place): Part {
  const { $schema, ...view } = withoutSample(chart);
  const placed = fillChart(view, {
    width: place.width,
    height: place.height,
    ...heading(panel, place),
    data: { name },
    encoding: {
      x: {
        axis: {
          ...(place.xAxis ? {} : { title: null }),
          ...(place.width < narrowest ? { tickCount: 3 } : {}),
        },
      },
      // Labels that cannot be seen still keep the panels' heights, and so their titles, level.
      ...(place.yAxis ? {} : { y: { axis: { labelOpacity: 0, minExtent: 0, maxExtent: 0 } } }),
    },
  });
  return fillChart(placed, panel.more ?? {});
}

/** A panel's title and note, in lines that its width holds. */
function heading({ title, titleColor, note = "" }: Panel, { width }: Place): Part {
  if (title === "" && note === "") return {};
  return {
    title: {
      text: wrapText(title, width, typeSize.heading, "bold"),
      ...(titleColor === undefined ? {} : { color: titleColor }),
      ...(note === "" ? {} : { subtitle: wrapText(note, width, 11) }),
    },
  };
}

/** Panels that share their heights' labels may stand closer where there are many. */
function columnsFor(count: number, wide: boolean, isShared: boolean): number {
  const isMany = isShared && count > 9;
  if (!wide) return isMany ? 2 : 1;
  if (count <= 3) return Math.max(1, count);
  if (count === 4) return 2;
  return isMany ? 4 : 3;
}

function heightFor(columns: number, wide: boolean): number {
  if (!wide) return columns === 1 ? 200 : 130;
  if (columns === 1) return 320;
  return columns > 3 ? 150 : 260 - 40 * (columns - 2);
}
