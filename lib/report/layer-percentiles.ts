import type { Percentiles, PercentilesPlot, StoredFigure } from "../figure.js";
import { plotRuns } from "./plot-runs.js";
import type { StoredRecord } from "./stored-record.js";

/** One panel: percentiles by layer at one epoch of a run, or as published. */
export interface PercentilesPanel extends Percentiles {
  readonly from: "ours" | "published";
  readonly title: string;
  readonly epoch: number;
}

/** The panels of a plot: the epochs of the first run that has a record, then the published ones. */
export function percentilesPanels(
  figure: StoredFigure,
  plot: PercentilesPlot,
  records: ReadonlyMap<string, StoredRecord>,
): PercentilesPanel[] {
  const record = plotRuns(figure, plot).flatMap(({ key }) => records.get(key) ?? [])[0];
  const ours = plot.epochs.flatMap((epoch): PercentilesPanel[] => {
    const entry = record?.history.find(
      ({ at, epoch: own, secondMoments }) =>
        at === "firstStepOfEpoch" && own === epoch && secondMoments,
    );
    return entry?.secondMoments
      ? [{ from: "ours", title: `epoch ${epoch}`, epoch, ...entry.secondMoments }]
      : [];
  });
  const theirs = (plot.published?.epochs ?? []).map(
    ({ epoch, p10, p50, p90 }): PercentilesPanel => ({
      from: "published",
      title: `epoch ${epoch}, published`,
      epoch,
      p10,
      p50,
      p90,
    }),
  );
  return [...ours, ...theirs];
}
