import { join } from "node:path";
import { z } from "zod";
import type { Immutable } from "../check.js";
import type { StoredFigure } from "../figure.js";
import { findJson, readJson } from "./read-json.js";

const numbers = z.array(z.number());

const figures = z.object({
  loss: z.number(),
  accuracy: z.number().exactOptional(),
  top5Accuracy: z.number().exactOptional(),
});

const recordSchema = z.object({
  format: z.literal("layca-record/1"),
  key: z.string(),
  spec: z.record(z.string(), z.unknown()),
  startedAt: z.iso.datetime(),
  seconds: z.number(),
  step: z.number().exactOptional(),
  test: figures.exactOptional(),
  layers: z.array(z.object({ name: z.string() })),
  history: z.array(
    z.object({
      at: z.string(),
      epoch: z.number(),
      step: z.number(),
      lr: z.number(),
      train: figures,
      validation: figures.exactOptional(),
      rotation: z
        .object({
          distance: numbers.exactOptional(),
          angle: numbers.exactOptional(),
          rate: numbers.exactOptional(),
          norm: numbers.exactOptional(),
        })
        .exactOptional(),
      gradients: z.object({ norm: numbers }).exactOptional(),
      secondMoments: z.object({ p10: numbers, p50: numbers, p90: numbers }).exactOptional(),
      feedback: z.object({ silhouette: z.number() }).exactOptional(),
    }),
  ),
});

/** What a report reads of a run's `record.json`. */
export type StoredRecord = Immutable<z.infer<typeof recordSchema>>;

/** Epochs trained after so many updates. */
export function epochsOf({ history }: StoredRecord, step: number): number {
  const whole = history.find(({ at }) => at === "epoch") ?? history.at(-1);
  return whole ? step / (whole.step / (whole.epoch + 1)) : step;
}

/** Where the record of the run with this key lies in a directory of figures. */
export function recordPath(directory: string, key: string): string {
  return join(directory, "runs", key, "record.json");
}

const what = "a record written by layca";

/**
 * Reads a run's record.
 *
 * @throws InputError naming the file when it cannot be read, is cut off or is something else.
 */
export function readRecord(path: string): StoredRecord {
  return readJson(path, recordSchema, what);
}

/**
 * Reads the records of the runs whose curves the figures draw; a run that has none is left out.
 *
 * @throws InputError naming the first file that cannot be read.
 */
export function readRecords(
  directory: string,
  figures: readonly StoredFigure[],
): Map<string, StoredRecord> {
  const records = new Map<string, StoredRecord>();
  for (const { runs } of figures) {
    for (const { key } of runs) {
      const record = records.has(key)
        ? undefined
        : findJson(recordPath(directory, key), recordSchema, what);
      if (record) records.set(key, record);
    }
  }
  return records;
}
