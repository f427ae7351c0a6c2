import type { Plot, StoredFigure } from "../figure.js";
import { chartFile } from "./chart-file.js";
import { chartOf } from "./charts.js";
import { leanSvg } from "./lean-svg.js";
import { fileLook, type Look, pageWidths, palettes } from "./look.js";
import { framePicture } from "./picture.js";
import { tableOf } from "./plot-tables.js";
import { renderPng, renderSvg } from "./render.js";
import type { StoredRecord } from "./stored-record.js";
import type { Table } from "./table.js";

/** A plot drawn: as files that stand alone, in the page's widths and themes, and its numbers. */
export interface Drawing {
  readonly plot: Plot;
  readonly svg: string;
  readonly png: Uint8Array;
  /** The Vega-Lite specification of the files, with its data. */
  readonly spec: string;
  readonly charts: readonly ({ readonly width: Look["width"] } & Record<Look["theme"], string>)[];
  readonly table: Table;
}

/** Draws one plot of a figure. */
export async function drawPlot(
  figure: StoredFigure,
  plot: Plot,
  records: ReadonlyMap<string, StoredRecord>,
): Promise<Drawing> {
  const chart = (look: Look) => renderSvg(chartOf(figure, plot, records, look));
  const spec = chartOf(figure, plot, records, fileLook);
  const inFile = await renderSvg(spec);
  const svg = framePicture(figure, plot.title, inFile, fileLook);
  const charts = [];
  for (const width of pageWidths) {
    const inPage = async (theme: Look["theme"]) => {
      const isFile = theme === fileLook.theme && width === fileLook.width;
      return leanSvg(isFile ? inFile : await chart({ theme, width }), `${plot.id}-${width}`);
    };
    charts.push({ width, light: await inPage("light"), dark: await inPage("dark") });
  }
  return {
    plot,
    svg,
    png: renderPng(svg, palettes[fileLook.theme].surface),
    spec: chartFile(figure, plot, spec),
    charts,
    table: tableOf(figure, plot, records),
  };
}
