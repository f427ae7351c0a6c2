import type { Config } from "vega-lite";
import { fontFamily, type Look, palettes, typeSize } from "./look.js";

/** Room for the labels of heights: `0.0001`. */
const labelWidth = 44;

/** The dress all charts share: quiet axes, type of the page, nothing that carries no number. */
export function chartConfig({ theme }: Look): Config {
  const { ink, muted, grid } = palettes[theme];
  return {
    background: "transparent",
    font: fontFamily,
    padding: 0,
    view: { stroke: null },
    axis: {
      labelColor: muted,
      labelFontSize: typeSize.label,
      labelPadding: 6,
      titleColor: muted,
      titleFontSize: typeSize.label,
      titleFontWeight: "normal",
      gridColor: grid,
      domainColor: muted,
      tickColor: muted,
      tickSize: 4,
    },
    // Values are read along horizontal lines; the title stands above them, upright.
    axisY: {
      domain: false,
      ticks: false,
      tickCount: 6,
      minExtent: labelWidth,
      maxExtent: labelWidth,
      titleAngle: 0,
      titleAlign: "left",
      titleAnchor: "end",
      titleX: -labelWidth,
      titleY: -14,
      titleBaseline: "bottom",
    },
    axisX: { grid: false, titlePadding: 8, labelFlush: false },
    legend: {
      labelColor: ink,
      labelFontSize: typeSize.label,
      titleColor: muted,
      titleFontSize: typeSize.label,
      titleFontWeight: "normal",
      symbolStrokeWidth: 2,
      // Symbols that have no colour of their own are black unless told.
      symbolBaseFillColor: muted,
      symbolBaseStrokeColor: muted,
      // Below one another: beside one another they would leave a narrow picture.
      // @ts-expect-error vega-lite hands it on to vega, but its type allows no value
      layout: { bottom: { direction: "vertical", anchor: "start", margin: 8 } },
    },
    title: {
      anchor: "start",
      frame: "group",
      color: ink,
      fontSize: typeSize.heading,
      fontWeight: "bold",
      subtitleColor: muted,
      subtitleFontSize: typeSize.label,
      subtitlePadding: 5,
      offset: 14,
    },
  };
}

/** How an axis writes its numbers: fractions as percentages where asked, small ones by powers of ten; degrees are converted before. */
export function axisLabels(unit: "percent" | "degrees" | undefined): {
  readonly labelExpr: string;
} {
  if (unit === "percent") return { labelExpr: "format(100 * datum.value, '~g') + '\u00a0%'" };
  const small = "datum.value !== 0 && abs(datum.value) < 0.001";
  return { labelExpr: `format(datum.value, ${small} ? '~e' : '~g')` };
}
