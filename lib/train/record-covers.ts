/**
 * Whether a run recorded under one `record` option holds all that another asks for: every moment asked
 * for was recorded, and every measure.
 *
 * @param recorded the `record` field of the stored spec; anything but an option covers nothing
 * @param asked the `record` field of the resolved spec
 */
export function recordCovers(recorded: unknown, asked: unknown): boolean {
  if (!isOption(recorded) || !isOption(asked)) return false;
  const moments = new Set(momentsOf(recorded.every));
  return (
    momentsOf(asked.every).every((moment) => moments.has(moment)) &&
    Object.entries(asked).every(
      ([name, value]) => name === "every" || value === false || holds(recorded[name], value),
    )
  );
}

/** Whether a measure was recorded with the same options, such as `feedback`'s. */
function holds(recorded: unknown, asked: unknown): boolean {
  if (!isOption(recorded) || !isOption(asked)) return recorded === asked;
  return Object.entries(asked).every(([name, value]) => recorded[name] === value);
}

function isOption(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null;
}

function momentsOf(every: unknown): string[] {
  return (Array.isArray(every) ? every : [every]).map((moment) => JSON.stringify(moment));
}
