import config from "./charts/config.json" with { type: "json" };
import { fillChart, type Part } from "./fill-chart.js";
import { type Look, palettes } from "./look.js";

/**
 * The dress all charts share, in the colours of a theme: quiet axes, type of the page, nothing that carries no number. Heights are
 * read along horizontal lines, their title stands above; legends stand one below the other, since side by side they would leave a
 * narrow picture.
 */
export function chartConfig({ theme }: Look): Part {
  const { ink, muted, grid } = palettes[theme];
  return fillChart(config, {
    axis: {
      labelColor: muted,
      titleColor: muted,
      gridColor: grid,
      domainColor: muted,
      tickColor: muted,
    },
    legend: {
      labelColor: ink,
      titleColor: muted,
      // Symbols that have no colour of their own are black unless told.
      symbolBaseFillColor: muted,
      symbolBaseStrokeColor: muted,
    },
    title: { color: ink, subtitleColor: muted },
  });
}
