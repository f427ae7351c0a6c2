import { numberText } from "./judgements.js";
import { type Judgement, meanOf, NotMeasured, type Results } from "./results.js";

/** Relative gaps between two loss curves over a range of epochs, 0-based, the last left out: |a − b|/b. */
export function relativeGaps(
  results: Results,
  [from, to]: readonly [number, number],
  ours: string,
  reference: string,
): number[] {
  const curve = (method: string) =>
    results
      .where({ method })
      .curve(({ train }) => train.loss)
      .slice(from, to);
  const theirs = curve(reference);
  return curve(ours).flatMap((loss, index) => {
    const other = theirs[index];
    return other === undefined ? [] : [Math.abs(loss - other) / other];
  });
}

/** The mean distance of two curves of training accuracy over a range of epochs, 0-based, the last left out. */
export function accuracyGap(
  results: Results,
  [from, to]: readonly [number, number],
  [ours, reference]: readonly [string, string],
): number {
  const curve = (method: string) =>
    results
      .where({ method })
      .curve(({ train }) => train.accuracy)
      .slice(from, to);
  const theirs = curve(reference);
  const gaps = curve(ours).flatMap((accuracy, index) => {
    const other = theirs[index];
    return other === undefined ? [] : [Math.abs(accuracy - other)];
  });
  if (gaps.length === 0) throw new NotMeasured(`no epochs of ${ours} and ${reference} to compare`);
  return meanOf(gaps);
}

/** Whether the mean gap of each pair is below a limit (or above it). */
export function meanGaps(
  results: Results,
  epochs: readonly [number, number],
  pairs: readonly (readonly [ours: string, reference: string])[],
  holds: (gap: number) => boolean,
): Judgement {
  const gaps = pairs.map(([ours, reference]) => {
    const all = relativeGaps(results, epochs, ours, reference);
    if (all.length === 0) throw new NotMeasured(`no epochs of ${ours} and ${reference} to compare`);
    return { ours, gap: meanOf(all) };
  });
  return {
    holds: gaps.every(({ gap }) => holds(gap)),
    measured: gaps.map(({ ours, gap }) => `${numberText(gap)} (${ours})`).join(", "),
  };
}
