import { InputError } from "../errors.js";
import { agree } from "../figure/agree.js";
import type { Labels, Plot } from "../figure.js";
import type { PlannedFigure } from "./plan.js";
import { requiredLabels } from "./plot-labels.js";

/**
 * That every plot has runs to draw.
 *
 * @throws InputError naming the plot that would stay empty, before anything is trained for it.
 */
export function checkDrawn({ figure, runs }: PlannedFigure, scale: string): void {
  const issues = figure.plots.flatMap((plot, place) =>
    plot.kind === "exact" || runs.some(({ labels }) => draws(plot, labels))
      ? []
      : [
          {
            path: `figure ${figure.id}: plots[${place}]`,
            message: `expected runs to draw at ${scale} scale, but ${lack(plot, runs.length)}`,
          },
        ],
  );
  if (issues.length > 0) throw new InputError(issues);
}

function draws(plot: Plot, labels: Labels): boolean {
  return requiredLabels(plot).every((name) => name in labels) && agree(labels, plot.where ?? {});
}

function lack(plot: Plot, runs: number): string {
  if (runs === 0) return "its studies have none there";
  const names = [...new Set([...requiredLabels(plot), ...Object.keys(plot.where ?? {})])];
  const values = plot.where ? ` with the values of where, ${JSON.stringify(plot.where)}` : "";
  return `none of ${runs} has ${names.join(", ")}${values}`;
}
