import type {
  LayersPlot,
  PointsPlot,
  PublishedLayers,
  PublishedLayersPanel,
  Reference,
} from "../figure.js";
import { accuraciesOrigin, publishedAccuracies } from "./published/accuracies.js";

// Plots that several figures draw alike.

/**
 * Test accuracy by method, a panel a task, beside those that the paper prints.
 *
 * @param columns what the paper calls our methods, by their names here.
 */
export function accuraciesPlot(
  id: string,
  title: string,
  columns: Readonly<Record<string, keyof typeof publishedAccuracies>>,
): PointsPlot {
  const methods = Object.entries(columns);
  return {
    kind: "points",
    id,
    title,
    panels: ["task"],
    x: { label: "method", title: "Method" },
    y: { measure: "testAccuracy", title: "Test accuracy", unit: "percent" },
    published: {
      title: "published",
      series: Object.keys(publishedAccuracies.Layca).flatMap((task) => {
        const y = methods.flatMap(([, column]) => {
          const values: Readonly<Record<string, number>> = publishedAccuracies[column];
          return values[task] ?? [];
        });
        const x = methods.map(([method]) => method);
        return y.length === x.length ? [{ where: { task }, x, y }] : [];
      }),
      ...accuraciesOrigin,
    },
  };
}

/** The runs that differences Δη are taken from: of the same task, those by Layca. */
export const laycaReference: Reference = { same: ["task"], where: { method: "Layca" } };

/** How far every layer has turned, a panel for each task and method, beside the published curves. */
export function distancesPlot(id: string, title: string, published: PublishedLayers): LayersPlot {
  return {
    kind: "layers",
    id,
    title,
    panels: ["task", "method"],
    note: { measure: "testAccuracy", title: "test accuracy", reference: laycaReference },
    y: { history: "rotation.distance", title: "1 − cos(w, w₀)" },
    published,
  };
}

/** Published curves in another unit, to 4 digits. */
export function inUnit(
  panels: readonly PublishedLayersPanel[],
  convert: (value: number) => number,
): PublishedLayersPanel[] {
  return panels.map((panel) => ({
    ...panel,
    values: panel.values.map((of) =>
      of.map((value) => (value === null ? null : Number(convert(value).toPrecision(4)))),
    ),
  }));
}
