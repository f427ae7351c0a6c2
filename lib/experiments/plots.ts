import type {
  LayersPlot,
  PointsPlot,
  PublishedLayers,
  PublishedLayersPanel,
  Reference,
} from "../figure.js";
import { accuraciesOrigin, laycaAccuracies } from "./published/accuracies.js";

// Plots that several figures draw alike.

/** The runs that differences Δη are taken from: of the same task, those by Layca. */
export const laycaReference: Reference = { same: ["task"], where: { method: "Layca" } };

/** Test accuracy by method, a panel a task, beside Layca's published one and those of the published runs. */
export function accuraciesPlot(
  id: string,
  title: string,
  published: readonly PublishedLayersPanel[],
): PointsPlot<"testAccuracy", "task" | "method"> {
  const tasks = new Set(published.flatMap(({ where }) => where.task ?? []));
  return {
    kind: "points",
    id,
    title,
    panels: ["task"],
    x: { label: "method", title: "Method" },
    y: { measure: "testAccuracy", title: "Test accuracy", unit: "percent" },
    reference: laycaReference,
    published: {
      title: "published",
      series: [...tasks].map((task) => {
        const own = published.filter(({ where }) => where.task === task);
        return {
          where: { task },
          x: ["Layca", ...own.flatMap(({ where }) => where.method ?? [])],
          y: [laycaAccuracies[task] ?? null, ...own.map(({ value }) => value ?? null)],
          difference: [null, ...own.map(({ difference }) => difference ?? null)],
        };
      }),
      ...accuraciesOrigin,
    },
  };
}

/** How far every layer has turned, a panel for each task and method, beside the published curves. */
export function distancesPlot(
  id: string,
  title: string,
  published: PublishedLayers,
): LayersPlot<"testAccuracy", "task" | "method"> {
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

/** Published panels put in the order of the tasks, as they first appear. */
export function taskByTask(panels: readonly PublishedLayersPanel[]): PublishedLayersPanel[] {
  const tasks = [...new Set(panels.map(({ where }) => where.task))];
  return tasks.flatMap((task) => panels.filter(({ where }) => where.task === task));
}
