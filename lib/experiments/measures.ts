import type { RunRecord } from "../record.js";

/** Accuracy on the test set after the last update, in [0, 1]. */
export function testAccuracy({ test }: RunRecord): number | undefined {
  return test?.accuracy;
}

/** Training accuracy of the last entry: a mean over that epoch's samples so far, in [0, 1]. */
export function trainAccuracy({ history }: RunRecord): number | undefined {
  return history.at(-1)?.train.accuracy;
}

/**
 * Largest over smallest rotation across the layers at the end, in 1 − cos(w, w₀): 1 when all have turned
 * alike.
 */
export function rotationRatio({ history }: RunRecord): number | undefined {
  const distance = history.at(-1)?.rotation?.distance;
  return distance && Math.max(...distance) / Math.min(...distance);
}
