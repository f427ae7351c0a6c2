/** Mean loss and accuracy over a set of samples; no accuracy where the loss has none. */
export interface Figures {
  /** Mean over the samples; of mse the mean squared error over all numbers. */
  readonly loss: number;
  /** Fraction in [0, 1] of samples whose largest logit is their target. */
  readonly accuracy?: number;
  /** Fraction of samples whose target is among the five largest logits; with `record.top5`. */
  readonly top5Accuracy?: number;
}

/** Rotation of every kernel, in forward order. */
export interface RotationEntry {
  /** 1 − cos(w, w₀) over the whole flattened kernel, in [0, 2]. */
  readonly distance?: readonly number[];
  /** Radians between the kernel now and at the last entry (the initial weights at the first). */
  readonly angle?: readonly number[];
  /**
   * Radians an update, on average since the last entry: `angle` by the number of updates since. An
   * update's own rotation where every step is recorded.
   */
  readonly rate?: readonly number[];
  /** ‖w‖. */
  readonly norm?: readonly number[];
}

/** Gradients of every kernel, in forward order. */
export interface GradientEntry {
  /** ‖g‖ at the last update, before weight decay is added. */
  readonly norm: readonly number[];
}

/**
 * Percentiles over the elements of every kernel's second-moment estimates, in forward order, as the
 * rule keeps them: the average of squared gradients of adam, adamW and rmsprop, adagrad's sum. 0 for
 * a kernel that is not trained.
 */
export interface SecondMomentEntry {
  /** One number a kernel: a tenth of its estimates lie below. */
  readonly p10: readonly number[];
  /** The median of each kernel. */
  readonly p50: readonly number[];
  /** A tenth of each kernel's lie above. */
  readonly p90: readonly number[];
}

/** How the gradients with respect to a layer's output fall into classes (Figure 8 of the paper). */
export interface FeedbackEntry {
  /**
   * Mean silhouette of the images' gradients by cosine distance, the classes as clusters, in [−1, 1]:
   * near 1 where images of a class receive the same feedback and those of others do not.
   */
  readonly silhouette: number;
}

/** One moment of a run's history. */
export interface HistoryEntry {
  /** When: at an epoch's end, after a step, or after the first step of an epoch, as `record.every` asks. */
  readonly at: "epoch" | "step" | "firstStepOfEpoch";
  /** 0-based epoch in which the entry was taken. */
  readonly epoch: number;
  /** Updates done when the entry was taken. */
  readonly step: number;
  /** Scheduled lr of the last update (under a transform: its rate). */
  readonly lr: number;
  /** Means over the samples seen so far in this epoch, in training mode. */
  readonly train: Figures;
  /** Validation figures, at epoch ends where there is a validation set. */
  readonly validation?: Figures;
  /** With `record.rotation` or `record.norms`. */
  readonly rotation?: RotationEntry;
  /** With `record.gradients`. */
  readonly gradients?: GradientEntry;
  /** With `record.secondMoments`. */
  readonly secondMoments?: SecondMomentEntry;
  /** With `record.feedback`, at epoch ends. */
  readonly feedback?: FeedbackEntry;
}

/** A kernel: a parameter of two or more dimensions, in forward order. */
export interface KernelLayer {
  /** Full name of its layer, `4.branch.0`. */
  readonly name: string;
  /** Its key in the state dict, `4.branch.0.weight`. */
  readonly parameter: string;
  /** PyTorch's: [outFeatures, inFeatures] of a linear layer. */
  readonly shape: readonly number[];
}

/**
 * What became of a run: `stopped` by a stop rule, `interrupted` from outside, `failed` when training diverged.
 */
export type RunStatus = "running" | "finished" | "stopped" | "interrupted" | "failed";

/** What `DIR/record.json` holds. */
export interface RunRecord {
  /** What tells records from other files. */
  readonly format: "layca-record/1";
  /** SHA-256 (hex) of the canonical spec: see `runKey`. */
  readonly key: string;
  /** The resolved run spec, defaults filled in. */
  readonly spec: Readonly<Record<string, unknown>>;
  /** What the run was executed by. */
  readonly versions: { readonly layca: string; readonly libtorch: string; readonly node: string };
  /** The processor's name, and the threads that the run had. */
  readonly machine: { readonly cpu: string; readonly threads: number };
  /** ISO 8601, UTC. */
  readonly startedAt: string;
  /** Wall-clock seconds of training, evaluation included. */
  readonly seconds: number;
  /** Updates done when it was written. */
  readonly step?: number;
  /** `running` until the run has ended. */
  readonly status: RunStatus;
  /** Why a run was stopped, interrupted or failed. */
  readonly reason?: string;
  /** The kernels, in the order of every array in `history`. */
  readonly layers: readonly KernelLayer[];
  /** The entries so far, the first one first. */
  readonly history: readonly HistoryEntry[];
  /** On the test set, where there is one and training was not cut off. */
  readonly test?: Figures;
}
