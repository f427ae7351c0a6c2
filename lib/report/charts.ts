import type { TopLevelSpec } from "vega-lite";
import type { Plot, StoredFigure } from "../figure.js";
import { chartConfig } from "./chart-config.js";
import nothing from "./charts/nothing.vl.json" with { type: "json" };
import { curvesChart } from "./curves-chart.js";
import { exactChart } from "./exact-chart.js";
import { fillChart, wholeChart, withoutSample } from "./fill-chart.js";
import { layersPanels } from "./layer-curves.js";
import { layerLines } from "./layer-lines.js";
import { percentilesPanels } from "./layer-percentiles.js";
import { layerPointsChart } from "./layer-points-chart.js";
import { layersChart } from "./layers-chart.js";
import { drawingWidth, type Look, palettes } from "./look.js";
import { percentilesChart } from "./percentiles-chart.js";
import { pointsChart } from "./points-chart.js";
import { runCurves } from "./run-curves.js";
import type { StoredRecord } from "./stored-record.js";

/** The Vega-Lite specification of a plot. */
export function chartOf(
  figure: StoredFigure,
  plot: Plot,
  records: ReadonlyMap<string, StoredRecord>,
  look: Look,
): TopLevelSpec {
  switch (plot.kind) {
    case "points":
      return pointsChart(figure, plot, look);
    case "curves": {
      const curves = runCurves(figure, plot, records);
      return curves.length > 0 ? curvesChart(curves, plot, look) : emptyChart(look);
    }
    case "layers": {
      const panels = layersPanels(figure, plot, records);
      return panels.length > 0 ? layersChart(panels, plot, look) : emptyChart(look);
    }
    case "layerPoints": {
      const lines = layerLines(figure, plot);
      return lines.length > 0 ? layerPointsChart(lines, plot, look) : emptyChart(look, notRecorded);
    }
    case "percentiles": {
      const panels = percentilesPanels(figure, plot, records);
      return panels.length > 0 ? percentilesChart(panels, plot, look) : emptyChart(look);
    }
    case "exact":
      return exactChart(plot, look);
  }
}

const notRecorded = "No run has recorded what this plot draws.";

/** Stands where nothing can be drawn, so that a report of what there is still can. */
function emptyChart(look: Look, text = "No run of this plot has a record."): TopLevelSpec {
  return wholeChart(
    fillChart(withoutSample(nothing), {
      width: drawingWidth[look.width],
      config: chartConfig(look),
      mark: { color: palettes[look.theme].muted },
      datasets: { numbers: [{ text }] },
    }),
  );
}
