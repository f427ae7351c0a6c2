/**
 * What `DIR/<figure id>/figure.json` holds: everything that `layca report` needs beside the runs' own
 * records. Plain JSON, so that what draws a figure shares no code with what computes it.
 */

/** `paper`: the published settings; `reduced`: minutes on two cores; `smoke`: seconds, for tests. */
export type Scale = "smoke" | "reduced" | "paper";

/** A run's values on the figure's axes: `{ method: "Layca", layer: 3, seed: 0 }`. */
export type Labels = Readonly<Record<string, string | number>>;

/** One run of a figure. */
export interface FigureRun {
  /** The run's key: its record is `DIR/runs/<key>/record.json`. */
  readonly key: string;
  readonly labels: Labels;
  /** The record's status, or `missing` where there is none. */
  readonly status: string;
  /** Why the run failed or is missing. */
  readonly reason?: string;
  /** What the figure measures of the run, by the measure's name. */
  readonly values: Readonly<Record<string, number>>;
}

/** An axis title, and how its numbers are written. */
export interface Axis {
  readonly title: string;
  /** `percent` writes .745 as 74.5 %; `degrees` converts from radians. */
  readonly unit?: "percent" | "degrees";
}

/** Published numbers to draw beside ours. */
export interface PublishedSeries {
  /** Legend: `published, mean of 10`. */
  readonly title: string;
  readonly x: readonly number[];
  readonly y: readonly number[];
  /** Where the numbers come from. */
  readonly source: string;
  /** The estimated reading error, in words. */
  readonly precision: string;
}

/** A measured value against a label: every repetition's point, their mean, and the published means. */
export interface PointsPlot {
  readonly kind: "points";
  readonly id: string;
  readonly title: string;
  /** The label on the horizontal axis. */
  readonly x: Axis & { readonly label: string };
  /** The measure on the vertical axis. */
  readonly y: Axis & { readonly measure: string };
  readonly published?: PublishedSeries;
}

/** A history of every layer, coloured by depth; a panel for each value of a label; first seed only. */
export interface LayersPlot {
  readonly kind: "layers";
  readonly id: string;
  readonly title: string;
  /** The label that tells the panels apart. */
  readonly panels: string;
  /** A measure to write beside each panel's name. */
  readonly note?: { readonly measure: string; readonly title: string };
  readonly y: Axis & { readonly rotation: "distance" | "angle" };
}

export type Plot = PointsPlot | LayersPlot;

/** A statement that must hold, and what was measured. */
export interface JudgedClaim {
  readonly text: string;
  readonly holds: boolean;
  /** The numbers that decide, in words: `lowest 1.000 (layer 3, seed 0)`. */
  readonly measured: string;
}

export interface StoredFigure {
  readonly format: "layca-figure/1";
  readonly id: string;
  /** `Figure 1`. */
  readonly name: string;
  readonly title: string;
  /** Where in the paper, or what the figure is for. */
  readonly source: string;
  /** What is shown, in a few sentences. */
  readonly text: string;
  readonly scale: Scale;
  /** The data trained and tested on, in words. */
  readonly data: string;
  readonly seeds: readonly number[];
  /** Settings worth reading beside the picture, as name and value. */
  readonly settings: readonly (readonly [name: string, value: string])[];
  readonly plots: readonly Plot[];
  readonly claims: readonly JudgedClaim[];
  readonly runs: readonly FigureRun[];
  readonly versions: { readonly layca: string; readonly libtorch: string; readonly node: string };
  readonly machine: string;
  /** Seconds of training, summed over the runs. */
  readonly seconds: number;
  /** When the last of the runs started: ISO 8601, UTC. */
  readonly date: string;
}
