import { agree } from "../figure/agree.js";
import type { FigureRun, Labels, Plot, StoredFigure } from "../figure.js";

/** The runs of a figure that a plot draws, in their order: those that have the labels it asks for. */
export function plotRuns(figure: StoredFigure, plot: Plot): FigureRun[] {
  return figure.runs.filter(
    ({ labels }) =>
      agree(labels, plot.where ?? {}) && (plot.panels ?? []).every((name) => name in labels),
  );
}

/** The panel that a run belongs to: the values of the plot's panel labels. Empty where there is one panel. */
export function panelTitle(labels: Labels, plot: Plot): string {
  const { panels = [], panelNames = {} } = plot;
  return panels
    .flatMap((label) => {
      const value = labels[label];
      if (value === undefined) return [];
      const [name, text] = [panelNames[label], String(value).replace(/^-/, "\u2212")];
      return [name === undefined ? text : `${name} ${text}`];
    })
    .join(", ");
}

/** Puts the elements into groups by a key, in the order in which the keys first appear. */
export function groupsOf<Key, Value>(
  values: readonly Value[],
  keyOf: (value: Value) => Key,
): Map<Key, Value[]> {
  const groups = new Map<Key, Value[]>();
  for (const value of values) {
    const key = keyOf(value);
    const group = groups.get(key);
    if (group) group.push(value);
    else groups.set(key, [value]);
  }
  return groups;
}

export function meanOf(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}
