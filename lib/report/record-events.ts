import type { ScalarEvent } from "./event-file.js";
import type { StoredRecord } from "./stored-record.js";

type Entry = StoredRecord["history"][number];

/**
 * A record's history as TensorBoard's events: loss, accuracy and lr, and of every layer how it rotates, its norm and whatever else
 * was recorded. Of entries after the same update the first counts: an angle since that very moment is zero. A record tells no
 * entry's time, so the run's is shared out by updates.
 */
export function recordEvents(record: StoredRecord): ScalarEvent[] {
  const start = startOf(record);
  const last = record.step ?? record.history.at(-1)?.step ?? 0;
  const wallTime = (step: number) => start + (last > 0 ? (record.seconds * step) / last : 0);
  const layers = record.layers.map(
    ({ name }, place) => `${String(place).padStart(2, "0")}_${name}`,
  );

  const seen = new Set<string>();
  const event = (step: number, scalars: readonly Scalar[]): ScalarEvent[] => {
    const fresh = scalars.filter(([tag]) => !seen.has(`${step} ${tag}`));
    for (const [tag] of fresh) seen.add(`${step} ${tag}`);
    return fresh.length > 0 ? [{ wallTime: wallTime(step), step, scalars: new Map(fresh) }] : [];
  };
  return [
    ...record.history.flatMap((entry) => event(entry.step, scalarsOf(entry, layers))),
    ...event(last, figures("test", record.test)),
  ];
}

/** Seconds since 1970 at which the run started. */
export function startOf({ startedAt }: StoredRecord): number {
  return Date.parse(startedAt) / 1000;
}

type Scalar = readonly [tag: string, value: number];

function scalarsOf(entry: Entry, layers: readonly string[]): Scalar[] {
  const { at, lr, train, validation, rotation, gradients, secondMoments, feedback } = entry;
  const byLayer = (tag: string, values: readonly number[] = []): Scalar[] =>
    values.map((value, place) => [`${tag}/${layers[place] ?? place}`, value]);
  return [
    // Within an epoch they are means over what it has seen so far: another average, another curve.
    ...figures(at === "epoch" ? "train" : "train_so_far_in_epoch", train),
    ...figures("validation", validation),
    ["lr", lr],
    ...byLayer("rotation_distance", rotation?.distance),
    ...byLayer("rotation_angle", rotation?.angle),
    ...byLayer("rotation_rate", rotation?.rate),
    ...byLayer("weight_norm", rotation?.norm),
    ...byLayer("gradient_norm", gradients?.norm),
    ...byLayer("second_moment_p10", secondMoments?.p10),
    ...byLayer("second_moment_p50", secondMoments?.p50),
    ...byLayer("second_moment_p90", secondMoments?.p90),
    ...(feedback ? [["feedback/silhouette", feedback.silhouette] as const] : []),
  ];
}

function figures(set: string, of: Entry["train"] | undefined): Scalar[] {
  if (!of) return [];
  const { loss, accuracy, top5Accuracy } = of;
  return [
    [`loss/${set}`, loss],
    ...(accuracy === undefined ? [] : [[`accuracy/${set}`, accuracy] as const]),
    ...(top5Accuracy === undefined ? [] : [[`top5_accuracy/${set}`, top5Accuracy] as const]),
  ];
}
