/**
 * What `DIR/<figure id>/figure.json` holds: everything that `layca report` needs beside the runs' own
 * records. Plain JSON, so that what draws a figure shares no code with what computes it.
 */

/** `paper`: the published settings; `reduced`: minutes on two cores; `smoke`: seconds, for tests. */
export type Scale = "smoke" | "reduced" | "paper";

/** A run's values on the figure's axes: `{ method: "Layca", layer: 3, seed: 0 }`. */
export type Labels = Readonly<Record<string, string | number>>;

/** Values of labels that are wanted, one or any of several: `{ method: "Layca", log3Rate: [-5, -4, -3] }`. */
export type Selection = Readonly<Record<string, string | number | readonly (string | number)[]>>;

/** One run of a figure. */
export interface FigureRun {
  /** The run's key: its record is `DIR/runs/<key>/record.json`. */
  readonly key: string;
  /** Its values on the figure's axes. */
  readonly labels: Labels;
  /** The record's status, or `missing` where there is none. */
  readonly status: string;
  /** Why the run failed or is missing. */
  readonly reason?: string;
  /** What the figure measures of the run, by the measure's name. */
  readonly values: Readonly<Record<string, number>>;
  /** What it measures of each of the run's kernels, in forward order, by the measure's name. */
  readonly layerValues?: Readonly<Record<string, readonly number[]>>;
}

/** An axis title, and how its numbers are written. */
export interface Axis {
  /** As it stands beside the axis. */
  readonly title: string;
  /** `percent` writes .745 as 74.5 %; `degrees` converts from radians. */
  readonly unit?: "percent" | "degrees";
}

/** Published numbers to draw beside ours. */
export interface Published {
  /** Legend: `published, mean of 10`. */
  readonly title: string;
  /** The lines, or the points that stand for them. */
  readonly series: readonly PublishedSeries[];
  /** Where the numbers come from. */
  readonly source: string;
  /** The estimated reading error, in words. */
  readonly precision: string;
}

/** One published line. */
export interface PublishedSeries {
  /** The labels of our runs beside which it stands, those of panel and series; default: all. */
  readonly where?: Labels;
  /** Places on the horizontal axis. */
  readonly x: readonly (number | string)[];
  /** A number for each of `x`; null where nothing was published. */
  readonly y: readonly (number | null)[];
  /** Differences to the plot's reference in percentage points, as printed; null where none was. */
  readonly difference?: readonly (number | null)[];
}

interface PlotBase<Label extends string> {
  /** The name of its files: `accuracy`. */
  readonly id: string;
  /** The heading above it. */
  readonly title: string;
  /** The labels of the runs that are drawn; default: all runs. */
  readonly where?: Selection;
  /** The labels whose values tell the panels apart; default: one panel. */
  readonly panels?: readonly Label[];
  /** What panels' names call a label before its value: `{ alpha: "alpha" }` gives `C10-r, alpha −0.6`. */
  readonly panelNames?: Readonly<Record<string, string>>;
}

/** A measured value against a label: every repetition's point, their mean, and the published means. */
export interface PointsPlot<Measure extends string = string, Label extends string = string>
  extends PlotBase<Label> {
  /** Tells it from other plots. */
  readonly kind: "points";
  /** The label on the horizontal axis. */
  readonly x: Axis & { readonly label: Label };
  /** The measure on the vertical axis. */
  readonly y: Axis & { readonly measure: Measure };
  /** The measure is an accuracy, and the table tells its differences Δη to these runs. */
  readonly reference?: Reference;
  /** The label whose values tell the lines of a panel apart; default: one line. */
  readonly series?: Label;
  /** Drawn beside ours. */
  readonly published?: Published;
}

/** Numbers of a history entry that belong to the whole network. */
export type RunQuantity =
  | "train.loss"
  | "train.accuracy"
  | "validation.accuracy"
  | "feedback.silhouette";

/** A history against the epochs, the mean over the seeds; a line for each value of a label. */
export interface CurvesPlot<Label extends string = string> extends PlotBase<Label> {
  /** Tells it from other plots. */
  readonly kind: "curves";
  /** The label whose values tell the lines apart, and the legend's title. */
  readonly series: Axis & { readonly label: Label };
  /** The number of each entry that is drawn. */
  readonly y: Axis & { readonly history: RunQuantity; readonly scale?: "log" };
  /** x: epochs trained. */
  readonly published?: Published;
}

/** Numbers of a history entry that each kernel has. */
export type LayerQuantity =
  | "rotation.distance"
  | "rotation.angle"
  | "rotation.rate"
  | "rotation.norm"
  | "gradients.norm";

/** A history of every layer, coloured by depth; first seed only. */
export interface LayersPlot<Measure extends string = string, Label extends string = string>
  extends PlotBase<Label> {
  /** Tells it from other plots. */
  readonly kind: "layers";
  /** A measure to write beside each panel's name, the mean over the seeds. */
  readonly note?: {
    readonly measure: Measure;
    readonly title: string;
    /** The measure is an accuracy η, and its difference Δη to these runs is written too. */
    readonly reference?: Reference;
  };
  /** The number of each kernel that is drawn. */
  readonly y: Axis & { readonly history: LayerQuantity; readonly scale?: "log" };
  /** Panels of their own, each beside ours of the same labels where there is one. */
  readonly published?: PublishedLayers;
}

/** The runs from whose mean differences are taken: those with the labels `where` that share the labels `same`. */
export interface Reference {
  /** Labels of which a run and its reference have the same values. */
  readonly same: readonly string[];
  /** Labels that make a run a reference. */
  readonly where: Labels;
}

/** Published curves of layers. */
export interface PublishedLayers {
  /** Beside the panels' names: `published`. */
  readonly title: string;
  /** Where the numbers come from. */
  readonly source: string;
  /** The estimated reading error, in words. */
  readonly precision: string;
  /** One a run whose layers were published. */
  readonly panels: readonly PublishedLayersPanel[];
}

/** The published curves of one run's layers. */
export interface PublishedLayersPanel {
  /** The labels of our runs that it belongs to, those of the panels. */
  readonly where: Labels;
  /** The published value of the note's measure. */
  readonly value?: number;
  /** Its difference to the reference in percentage points, as printed. */
  readonly difference?: number;
  /** Values were read from a picture, and are drawn dotted; default: they were given as numbers. */
  readonly read?: "picture";
  /** Epochs trained. */
  readonly epochs: readonly number[];
  /** A row a layer, in forward order, a value for each of `epochs`; null where nothing could be read. */
  readonly values: readonly (readonly (number | null)[])[];
}

/** A measure of every layer against its place, the mean over the seeds; a line for each value of a label. */
export interface LayerPointsPlot<
  LayerMeasure extends string = string,
  Label extends string = string,
> extends PlotBase<Label> {
  /** Tells it from other plots. */
  readonly kind: "layerPoints";
  /** The label whose values tell the lines apart, and the legend's title. */
  readonly series: Axis & { readonly label: Label };
  /** The measure on the vertical axis. */
  readonly y: Axis & { readonly layerMeasure: LayerMeasure; readonly scale?: "log" };
  /** What a formula gives for every layer of some lines; dashed, in their colours. */
  readonly expected?: {
    /** Legend: `√(2ηλ)`. */
    readonly title: string;
    /** The labels of the runs, and the value in the measure's unit. */
    readonly levels: readonly { readonly where: Labels; readonly value: number }[];
  };
  /** In panels of their own, each beside ours of the same labels where there is one. */
  readonly published?: {
    readonly title: string;
    readonly source: string;
    readonly precision: string;
    readonly lines: readonly PublishedLayerLine[];
  };
}

/** A published number of each layer of one run. */
export interface PublishedLayerLine {
  /** The labels of our runs that it belongs to, those of panel and series. */
  readonly where: Labels;
  /** By layer in forward order, in the measure's unit. */
  readonly values: readonly number[];
}

/** Percentiles of every layer's second-moment estimates, the median within the 10th to the 90th; first seed only. */
export interface PercentilesPlot<Label extends string = string> extends PlotBase<Label> {
  /** Tells it from other plots. */
  readonly kind: "percentiles";
  /** 0-based epochs after whose first step they are drawn; those that a run has not seen are left out. */
  readonly epochs: readonly number[];
  /** The vertical axis, logarithmic. */
  readonly y: Axis;
  /** Drawn beside ours, of those epochs. */
  readonly published?: {
    readonly title: string;
    readonly source: string;
    readonly precision: string;
    readonly epochs: readonly (Percentiles & { readonly epoch: number })[];
  };
}

/** Percentiles by layer. */
export interface Percentiles {
  /** A tenth of each layer's estimates lie below. */
  readonly p10: readonly number[];
  /** The median of each layer. */
  readonly p50: readonly number[];
  /** A tenth of each layer's lie above. */
  readonly p90: readonly number[];
}

/** Numbers that follow from a formula, beside the published ones; no run is needed. */
export interface ExactPlot extends PlotBase<string> {
  /** Tells it from other plots. */
  readonly kind: "exact";
  /** The horizontal axis. */
  readonly x: Axis;
  /** The vertical axis. */
  readonly y: Axis & { readonly scale?: "log" };
  /** The title of the legend. */
  readonly series: string;
  /** One a line of a panel. */
  readonly lines: readonly {
    readonly name: string;
    readonly panel: string;
    readonly x: readonly number[];
    readonly y: readonly number[];
    /** The published value at each x. */
    readonly published: readonly number[];
  }[];
  /** Where the published numbers come from, and the estimated reading error. */
  readonly published: { readonly source: string; readonly precision: string };
}

/** A picture as data: what is drawn of the runs, and what was published beside it. */
export type Plot<
  Measure extends string = string,
  LayerMeasure extends string = string,
  Label extends string = string,
> =
  | PointsPlot<Measure, Label>
  | CurvesPlot<Label>
  | LayersPlot<Measure, Label>
  | LayerPointsPlot<LayerMeasure, Label>
  | PercentilesPlot<Label>
  | ExactPlot;

/** A statement that must hold, and what was measured. */
export interface JudgedClaim {
  /** The statement. */
  readonly text: string;
  /** Whether it does. */
  readonly holds: boolean;
  /** The numbers that decide, in words: `lowest 1.000 (layer 3, seed 0)`. */
  readonly measured: string;
}

/** A figure with what was measured, as `layca reproduce` stores it. */
export interface StoredFigure {
  /** What tells stored figures from other files. */
  readonly format: "layca-figure/1";
  /** As `layca reproduce` names it; its folder. */
  readonly id: string;
  /** `Figure 1`. */
  readonly name: string;
  /** What it shows, in a heading. */
  readonly title: string;
  /** Where in the paper, or what the figure is for. */
  readonly source: string;
  /** What is shown, in a few sentences. */
  readonly text: string;
  /** At which it was made. */
  readonly scale: Scale;
  /** The data trained and tested on, in words. */
  readonly data: string;
  /** Every combination was run with each. */
  readonly seeds: readonly number[];
  /** Settings worth reading beside the picture, as name and value. */
  readonly settings: readonly (readonly [name: string, value: string])[];
  /** Its pictures. */
  readonly plots: readonly Plot[];
  /** What must hold, judged. */
  readonly claims: readonly JudgedClaim[];
  /** Its runs, those without a result too. */
  readonly runs: readonly FigureRun[];
  /** What the runs were executed by. */
  readonly versions: { readonly layca: string; readonly libtorch: string; readonly node: string };
  /** Each processor's name, with the threads that a run had there. */
  readonly machine: string;
  /** Seconds of training, summed over the runs. */
  readonly seconds: number;
  /** When the last of the runs started: ISO 8601, UTC. */
  readonly date: string;
}
