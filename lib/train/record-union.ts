import type { RecordSpec } from "./record-schema.js";

/** A `record` option that covers two others: every moment and every measure of both; feedback as the first asks. */
export function recordUnion(first: RecordSpec, second: RecordSpec): RecordSpec {
  const moments = new Map(
    [first, second]
      .flatMap(({ every }) => every)
      .map((moment) => [JSON.stringify(moment), moment] as const),
  );
  const measures = Object.entries(second).filter(
    ([name, value]) => name !== "every" && value !== false && !first[name as keyof RecordSpec],
  );
  return { ...first, ...Object.fromEntries(measures), every: [...moments.values()] };
}
