import { mkdir } from "node:fs/promises";
import { join } from "node:path";
import writeFileAtomic from "write-file-atomic";
import { InputError } from "../errors.js";
import type { FigureRun, JudgedClaim, Scale, StoredFigure } from "../figure.js";
import type { RunRecord } from "../record.js";
import { laycaVersion } from "../version.js";
import { dataText } from "./data-text.js";
import type { Claim, Figure } from "./define-figure.js";
import type { PlannedFigure } from "./plan.js";
import { NotMeasured, Results } from "./results.js";
import { settingsText, threadsText } from "./settings-text.js";

/** How a run ended: its record, or why there is none. */
export type Outcome = { readonly record: RunRecord } | { readonly reason: string };

/** Measures the runs of a figure, judges its claims and writes `DIRECTORY/<id>/figure.json` atomically. */
export async function storeFigure(
  directory: string,
  planned: PlannedFigure,
  outcomes: ReadonlyMap<string, Outcome>,
  scale: Scale,
): Promise<StoredFigure> {
  const stored = summarize(planned, outcomes, scale);
  await mkdir(join(directory, stored.id), { recursive: true });
  const path = join(directory, stored.id, "figure.json");
  await writeFileAtomic(path, figureText(stored));
  return stored;
}

/** Indented JSON, with the numbers of a list on one line: published curves have thousands. */
export function figureText(figure: StoredFigure): string {
  // No string holds a line's end, so that what follows `[` and one is no part of a string.
  const lines = JSON.stringify(figure, null, 1).replace(/\[\n[\s\d.,eE+\-nul]*\]/g, (list) =>
    list.replace(/\s+/g, " "),
  );
  return `${lines}\n`;
}

function summarize(
  planned: PlannedFigure,
  outcomes: ReadonlyMap<string, Outcome>,
  scale: Scale,
): StoredFigure {
  const { figure } = planned;
  const runs = planned.runs.map(({ key, labels }) =>
    measure(figure, key, labels, outcomes.get(key) ?? { reason: "it was not run" }),
  );
  const recordOf = (key: string) => {
    const outcome = outcomes.get(key);
    return outcome && "record" in outcome ? outcome.record : undefined;
  };
  const records = planned.runs.flatMap(({ key }) => recordOf(key) ?? []);
  const results = new Results(
    runs.map(({ key, labels, values }) => ({ labels, values, record: recordOf(key) })),
  );
  const starts = records.map(({ startedAt }) => startedAt).sort();
  return {
    format: "layca-figure/1",
    id: figure.id,
    name: figure.name,
    title: figure.title,
    source: figure.source,
    text: [figure.text, figure.remarks?.[scale] ?? ""].join(" ").trim(),
    scale,
    data: distinct(planned.runs, ({ spec }) => dataText(spec.data)) || "nothing trained",
    seeds: [...new Set(figure.studies[scale].flatMap(({ seeds }) => seeds))],
    settings: settingsText(planned, figure.studies[scale]),
    plots: figure.plots,
    claims: (figure.claims[scale] ?? []).map((claim) => judge(claim, results)),
    runs,
    versions: {
      layca: distinct(records, ({ versions }) => versions.layca) || laycaVersion,
      libtorch: distinct(records, ({ versions }) => versions.libtorch),
      node: distinct(records, ({ versions }) => versions.node),
    },
    machine: distinct(
      records,
      ({ machine }) => `${machine.cpu}, ${threadsText(machine.threads)} a run`,
    ),
    seconds: records.reduce((sum, { seconds }) => sum + seconds, 0),
    date: starts.at(-1) ?? new Date().toISOString(),
  };
}

function measure(
  figure: Figure,
  key: string,
  labels: FigureRun["labels"],
  outcome: Outcome,
): FigureRun {
  if ("reason" in outcome) {
    return { key, labels, status: "missing", reason: outcome.reason, values: {} };
  }
  const { record } = outcome;
  const run = `run ${key.slice(0, 12)}`;
  const layerValues = Object.entries(figure.layerMeasures ?? {}).flatMap(([name, take]) => {
    const value = taken(`figure ${figure.id}: layerMeasures.${name}`, run, () => take(record));
    return value?.every(Number.isFinite) ? [[name, value] as const] : [];
  });
  const values = Object.entries(figure.measures).flatMap(([name, take]) => {
    const value = taken(`figure ${figure.id}: measures.${name}`, run, () => take(record));
    return value === undefined || !Number.isFinite(value) ? [] : [[name, value] as const];
  });
  return {
    key,
    labels,
    status: record.status,
    ...(record.reason === undefined ? {} : { reason: record.reason }),
    values: Object.fromEntries(values),
    ...(layerValues.length > 0 ? { layerValues: Object.fromEntries(layerValues) } : {}),
  };
}

/** What a measure takes from a run. @throws InputError naming the measure and the run where it fails. */
function taken<Value>(place: string, run: string, take: () => Value): Value {
  try {
    return take();
  } catch (error) {
    throw InputError.at(place, `failed on ${run}: ${messageOf(error)}`, { cause: error });
  }
}

/** A claim that cannot be judged does not hold, and says why: the others are judged, and all is stored. */
function judge({ text, judge }: Claim, results: Results): JudgedClaim {
  try {
    return { text, ...judge(results) };
  } catch (error) {
    const why = error instanceof NotMeasured ? "nothing to judge by" : "its judge failed";
    return { text, holds: false, measured: `${why}: ${messageOf(error)}` };
  }
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}

/** What the elements say, each different thing once. */
function distinct<Value>(values: readonly Value[], read: (value: Value) => string): string {
  return [...new Set(values.map(read))].join("; ");
}
