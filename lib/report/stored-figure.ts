import { existsSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { z } from "zod";
import { flag, list, oneOf, real, strict } from "../check/fields.js";
import { InputError } from "../errors.js";
import { fileName, labels, numbers, plotSchema, string } from "../figure/plot-schema.js";
import type { StoredFigure } from "../figure.js";

import { findJson, readJson } from "./read-json.js";

const run = strict(
  {
    key: z.string().regex(/^[0-9a-f]{64}$/, "expected a run's key, 64 hexadecimal digits"),
    labels,
    status: string(),
    reason: string().exactOptional(),
    values: z.record(z.string(), z.number()),
    layerValues: z.record(z.string(), numbers).exactOptional(),
  },
  "a run",
);

const figureSchema: z.ZodType<StoredFigure> = strict(
  {
    format: z.literal("layca-figure/1"),
    id: fileName(),
    name: string(),
    title: string(),
    source: string(),
    text: string(),
    scale: oneOf(["smoke", "reduced", "paper"]),
    data: string(),
    seeds: numbers,
    settings: list(z.tuple([z.string(), z.string()]), "a list of names and values"),
    plots: list(plotSchema, "a list of plots"),
    claims: list(
      strict({ text: string(), holds: flag(), measured: string() }, "a claim"),
      "claims",
    ),
    runs: list(run, "a list of runs"),
    versions: strict({ layca: string(), libtorch: string(), node: string() }, "versions"),
    machine: string(),
    seconds: real({ from: 0 }),
    date: string(),
  },
  "a figure written by layca",
);

const what = "a figure written by layca";

/** Reads one `figure.json`. @throws InputError naming the file when it is unreadable or something else. */
export function readFigure(path: string): StoredFigure {
  return readJson(path, figureSchema, what);
}

/**
 * Reads every figure stored in a directory, in the order of their names (`fig2` before `fig10`).
 *
 * @throws InputError when the directory holds none, or one that cannot be read.
 */
export function readFigures(directory: string): StoredFigure[] {
  const names = existsSync(directory) ? readdirSync(directory) : [];
  const figures = names
    .sort((a, b) => a.localeCompare(b, "en", { numeric: true }))
    .flatMap((name) => findJson(join(directory, name, "figure.json"), figureSchema, what) ?? []);
  if (figures.length === 0) {
    const message = "expected a directory that `layca reproduce` wrote but it holds no figure";
    throw InputError.at(directory, message);
  }
  return figures;
}
