import type { LayerPoint } from "./layers-panel.js";
import { groupsOf } from "./plot-runs.js";

/** The points without a neighbour in their layer's curve: a line alone does not show them. */
export function isolatedPoints(points: readonly LayerPoint[]): LayerPoint[] {
  return [...groupsOf(points, ({ layer }) => layer).values()].flatMap((curve) =>
    curve.filter(
      ({ value }, index) =>
        value !== null &&
        (curve[index - 1]?.value ?? null) === null &&
        (curve[index + 1]?.value ?? null) === null,
    ),
  );
}
