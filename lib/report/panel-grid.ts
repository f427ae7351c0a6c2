import type { TopLevelSpec } from "vega-lite";
import type { Axis } from "../figure.js";
import { chartConfig } from "./chart-config.js";
import { wrapText } from "./font.js";
import { drawingWidth, type Look, palettes, typeSize } from "./look.js";

/** Between panels that share their heights' labels, and between those that have their own. */
const gap = { shared: 28, own: 50 };

/** Where a panel stands, and so which of its axes it labels. */
export interface Frame {
  readonly width: number;
  readonly height: number;
  readonly yAxis: boolean;
  readonly xAxis: boolean;
}

/** The title above all panels, and whether the labels of the first one's heights serve a row. */
export interface PanelGrid {
  readonly yTitle: Axis["title"];
  readonly heights: "shared" | "own";
}

/** A unit or layered view without its place: what vega-lite concatenates. */
type View = Extract<TopLevelSpec, { hconcat: unknown }>["hconcat"][number];

/** Panels in rows: up to three beside one another where there is room, else one below the other; many stand closer. */
export function panelGrid<Panel>(
  panels: readonly Panel[],
  { yTitle, heights }: PanelGrid,
  look: Look,
  view: (panel: Panel, frame: Frame) => View,
): TopLevelSpec {
  const count = panels.length;
  const wide = look.width === "wide";
  const columns = columnsFor(count, wide, heights === "shared");
  const width = (drawingWidth[look.width] - gap[heights] * (columns - 1)) / columns;
  const rows = Array.from({ length: Math.ceil(count / columns) }, (_, row) =>
    panels.slice(row * columns, (row + 1) * columns).map((panel, column) =>
      view(panel, {
        width,
        height: heightFor(columns, wide),
        yAxis: column === 0 || heights === "own",
        xAxis: (row + 1) * columns + column >= count,
      }),
    ),
  );
  const title = {
    text: yTitle,
    frame: "bounds" as const,
    color: palettes[look.theme].muted,
    fontSize: typeSize.label,
    fontWeight: "normal" as const,
    offset: 20,
  };
  // Side by side, the labels of the second panel, seen or not, already set it apart.
  const across = rows.map((views) => ({ hconcat: views, spacing: 0 }));
  const [first] = across;
  return across.length === 1 && first
    ? { config: chartConfig(look), title, ...first }
    : { config: chartConfig(look), title, spacing: gap.shared, vconcat: across };
}

/** A panel's title, in lines that its width holds. */
export function headingLines(title: string, { width }: Frame): string[] {
  return wrapText(title, width, typeSize.heading, "bold");
}

/** The title of a view; none where there is one panel without a name. */
export function panelHeading(title: string, frame: Frame): { title?: { text: string[] } } {
  return title === "" ? {} : { title: { text: headingLines(title, frame) } };
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

/** Labels that cannot be seen still keep the panels' heights, and so their titles, level. */
export function unseenUnless(seen: boolean) {
  return seen ? {} : { labelOpacity: 0, minExtent: 0, maxExtent: 0 };
}
