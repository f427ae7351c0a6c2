/** A panel of curves: one run's layers over its epochs. */
export interface LayersPanel {
  /** The values of the plot's panel labels. */
  readonly title: string;
  readonly from: "ours" | "published";
  /** Whether values were read from a picture, so that there are few and some are missing. */
  readonly isRead: boolean;
  /** The note's measure: of ours the mean over the seeds. */
  readonly value: number | undefined;
  /** Its difference Δη to the reference, in percentage points. */
  readonly difference: number | undefined;
  /** How many layers there are. */
  readonly layers: number;
  readonly points: readonly LayerPoint[];
}

export interface LayerPoint {
  /** Kernel index in forward order. */
  readonly layer: number;
  /** Epochs trained. */
  readonly epoch: number;
  /** In the plot's unit; null where nothing was published. */
  readonly value: number | null;
}
