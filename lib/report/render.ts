import { Resvg } from "@resvg/resvg-js";
import * as vega from "vega";
import { compile, type TopLevelSpec } from "vega-lite";
import { fontFiles, pngFontFamily, textWidth } from "./font.js";
import { typeSize } from "./look.js";

/** Pixels of a PNG for each pixel of the drawing. */
const pngScale = 2;

/** Draws a chart as SVG, without a browser and without a canvas. */
export async function renderSvg(spec: TopLevelSpec): Promise<string> {
  measureTextsByFont();
  const view = new vega.View(vega.parse(compile(spec).spec), { renderer: "none" });
  try {
    return roundPlaces(await view.toSVG());
  } finally {
    view.finalize();
  }
}

/** Places to a hundredth of a pixel: vega writes every digit, which makes half of a file of curves. */
export function roundPlaces(svg: string): string {
  return svg.replace(/ (?:d|transform|x2|y2)="[^"]*"/g, (attribute) =>
    attribute.replace(/\d+\.\d{3,}(?:e-?\d+)?/g, (number) =>
      String(Number(Number(number).toFixed(2))),
    ),
  );
}

/** Turns SVG into PNG with the fonts that ship with us: the machine needs none. */
export function renderPng(svg: string, background: string): Uint8Array {
  const resvg = new Resvg(svg, {
    background,
    fitTo: { mode: "zoom", value: pngScale },
    font: {
      loadSystemFonts: false,
      fontFiles: Object.values(fontFiles),
      defaultFontFamily: pngFontFamily,
      sansSerifFamily: pngFontFamily,
    },
  });
  return resvg.render().asPng();
}

/** Where there is no canvas, vega guesses widths from a text's length; the font itself knows them. */
function measureTextsByFont(): void {
  vega.textMetrics.width = (item, text) =>
    textWidth(
      String(text),
      item.fontSize ?? typeSize.label,
      item.fontWeight === "bold" ? "bold" : "regular",
    );
}

declare module "vega" {
  // vega exports it for this purpose but leaves it out of its types.
  export const textMetrics: {
    width: (item: { fontSize?: number; fontWeight?: string | number }, text: unknown) => number;
  };
}
