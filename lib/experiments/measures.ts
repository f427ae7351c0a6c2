import type { RunRecord } from "../record.js";
import { meanOf, medianOf } from "./results.js";

/**
 * Accuracy on the test set after the last update, in [0, 1].
 *
 * @returns undefined where nothing was tested, or the loss has no accuracy
 */
export function testAccuracy({ test }: RunRecord): number | undefined {
  return test?.accuracy;
}

/** Training accuracy of the last entry: a mean over that epoch's samples so far, in [0, 1]. */
export function trainAccuracy({ history }: RunRecord): number | undefined {
  return history.at(-1)?.train.accuracy;
}

/** 1 − cos(w, w₀) of every layer at the end. */
export function finalDistances({ history }: RunRecord): readonly number[] | undefined {
  return history.at(-1)?.rotation?.distance;
}

/** The median of `finalDistances` over the layers. */
export function medianDistance(record: RunRecord): number | undefined {
  const distances = finalDistances(record);
  return distances && medianOf(distances);
}

/**
 * Largest over smallest rotation across the layers at the end, in 1 − cos(w, w₀): 1 when all have turned
 * alike.
 *
 * @returns undefined where rotation was not recorded
 */
export function rotationRatio(record: RunRecord): number | undefined {
  const distance = finalDistances(record);
  return distance && Math.max(...distance) / Math.min(...distance);
}

/** Training loss of the last epoch before the first drop of a step schedule. */
export function plateauLoss(record: RunRecord): number | undefined {
  const drop = firstDrop(record);
  return drop === undefined ? undefined : epochEnd(record, drop - 1)?.train.loss;
}

/** Training loss of the last epoch over that of the last before the first drop. */
export function keptLoss(record: RunRecord): number | undefined {
  const plateau = plateauLoss(record);
  const end = record.history.findLast(({ at }) => at === "epoch")?.train.loss;
  return plateau === undefined || end === undefined ? undefined : end / plateau;
}

/**
 * How far the median layer turns in the last epoch before the first drop that the run has seen, in radians; but for the
 * epoch's first step where that is recorded.
 */
export function plateauAngle(record: RunRecord): number | undefined {
  const angle = plateauEnd(record)?.rotation?.angle;
  return angle && medianOf(angle);
}

/** How many times their first recorded norm the weights of the median layer have at the end of that epoch. */
export function normGrowth(record: RunRecord): number | undefined {
  const before = record.history[0]?.rotation?.norm;
  const after = plateauEnd(record)?.rotation?.norm;
  return before && after && medianOf(after.map((norm, layer) => norm / (before[layer] ?? norm)));
}

/** How much the silhouette of the feedback has risen from the end of one 0-based epoch to that of another. */
export function silhouetteRise(
  from: number,
  to: number,
): (record: RunRecord) => number | undefined {
  return (record) => {
    const before = epochEnd(record, from)?.feedback?.silhouette;
    const after = epochEnd(record, to)?.feedback?.silhouette;
    return before === undefined || after === undefined ? undefined : after - before;
  };
}

/** The base-10 logarithm of the largest over the smallest layer's median second moment after an epoch's first step. */
export function momentRangeBetween(epoch: number): (record: RunRecord) => number | undefined {
  return (record) => {
    const moments = firstStep(record, epoch)?.secondMoments;
    return moments && Math.log10(Math.max(...moments.p50) / Math.min(...moments.p50));
  };
}

/** The median over the layers of log₁₀ of a layer's 90th over its 10th percentile of second moments. */
export function momentRangeWithin(epoch: number): (record: RunRecord) => number | undefined {
  return (record) => {
    const moments = firstStep(record, epoch)?.secondMoments;
    return (
      moments &&
      medianOf(
        moments.p90.map((p90, layer) => Math.log10(p90 / (moments.p10[layer] ?? Number.NaN))),
      )
    );
  };
}

/**
 * Rotation of a step in the last epoch before the first drop, in radians: of every layer the mean over the steps.
 * Needs a record of each of them: the first step of an epoch alone would not do, since the small last batch of the
 * epoch before has just thrown the weights about.
 */
export function stepAngles(record: RunRecord): readonly number[] | undefined {
  const drop = firstDrop(record);
  if (drop === undefined) return undefined;
  const angles = record.history.flatMap(({ at, epoch, rotation }) =>
    at === "step" && epoch === drop - 1 && rotation?.angle ? [rotation.angle] : [],
  );
  return angles[0]?.map((_, layer) => meanOf(angles.map((of) => of[layer] ?? Number.NaN)));
}

/** The median of `stepAngles` over the layers. */
export function medianStepAngle(record: RunRecord): number | undefined {
  const angles = stepAngles(record);
  return angles && medianOf(angles);
}

function firstDrop({ spec }: RunRecord): number | undefined {
  const { schedule } = spec;
  if (typeof schedule !== "object" || schedule === null || !("milestones" in schedule)) return;
  const { milestones } = schedule;
  const [first]: unknown[] = Array.isArray(milestones) ? milestones : [];
  return typeof first === "number" ? first : undefined;
}

/** The end of the last epoch before the first drop that a run has seen: a stop rule may end it sooner. */
function plateauEnd(record: RunRecord) {
  const drop = firstDrop(record) ?? 0;
  return record.history.findLast(({ at, epoch }) => at === "epoch" && epoch < drop);
}

function epochEnd({ history }: RunRecord, epoch: number) {
  return history.find((entry) => entry.at === "epoch" && entry.epoch === epoch);
}

function firstStep({ history }: RunRecord, epoch: number) {
  return history.find((entry) => entry.at === "firstStepOfEpoch" && entry.epoch === epoch);
}
