import type { StoredFigure } from "../figure.js";
import { textWidth, wrapText } from "./font.js";
import { fontFamily, type Look, palettes } from "./look.js";
import { markup } from "./markup.js";
import { dayText } from "./number-text.js";

const margin = 28;
const titleSize = 17;
const noteSize = 11;
const noteLeading = 16;

/**
 * Frames a chart for a file that stands alone: the title above it, below it where the numbers come from:
 * scale, data, seeds, date, version.
 */
export function framePicture(
  figure: StoredFigure,
  title: string,
  chart: string,
  look: Look,
): string {
  const { surface, ink, muted } = palettes[look.theme];
  const size = chartSize(chart);
  const inner = Math.max(size.width, textWidth(figure.name, titleSize, "bold"));
  const titles = wrapText(title, inner, titleSize, "bold");
  const notes = wrapText(originText(figure), inner, noteSize);

  const titleTop = margin + titleSize;
  const chartTop = titleTop + titles.length * (titleSize + 6) + 18;
  const notesTop = chartTop + size.height + 26;
  const width = Math.ceil(inner + 2 * margin);
  const height = Math.ceil(notesTop + (notes.length - 1) * noteLeading + margin - 6);
  const line = (text: string, y: number, size: number, fill: string, weight = "normal") =>
    markup`<text x="${margin}" y="${y}" font-size="${size}" font-weight="${weight}" fill="${fill}">${text}</text>`;
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink" version="1.1"` +
      ` width="${width}" height="${height}" viewBox="0 0 ${width} ${height}"` +
      markup` font-family="${fontFamily}">`,
    markup`<rect width="${width}" height="${height}" fill="${surface}"/>`,
    line(figure.name, margin + 4, noteSize, muted),
    ...titles.map((text, index) =>
      line(text, titleTop + 10 + index * (titleSize + 6), titleSize, ink, "bold"),
    ),
    chart.replace("<svg ", `<svg x="${margin}" y="${chartTop}" overflow="visible" `),
    ...notes.map((text, index) => line(text, notesTop + index * noteLeading, noteSize, muted)),
    "</svg>\n",
  ].join("\n");
}

/** Scale, data, seeds, date and version: without them a picture is hearsay. */
export function originText(figure: StoredFigure): string {
  const { scale, data, seeds, date, versions } = figure;
  const repetitions = seeds.length === 1 ? `seed ${seeds[0]}` : `seeds ${seeds.join(", ")}`;
  return [
    `${scale[0]?.toUpperCase()}${scale.slice(1)} scale`,
    data,
    ...(seeds.length > 0 ? [repetitions] : []),
    dayText(date),
    `layca\u00a0${versions.layca}`,
  ].join(" · ");
}

/** The size that vega wrote on its root element, in pixels. */
export function chartSize(chart: string): { readonly width: number; readonly height: number } {
  const [, width, height] = /viewBox="0 0 ([\d.]+) ([\d.]+)"/.exec(chart) ?? [];
  return { width: Number(width ?? 0), height: Number(height ?? 0) };
}
