import { existsSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { z } from "zod";
import { flag, list, oneOf, real, strict, text } from "../check/fields.js";
import { InputError } from "../errors.js";
import type { StoredFigure } from "../figure.js";
import { findJson, readJson } from "./read-json.js";

const string = () => z.string();
const numbers = list(real(), "a list of numbers");
const unit = oneOf(["percent", "degrees"]).exactOptional();

const labels = z.record(z.string(), z.union([z.string(), z.number()]));
const origin = { source: string(), precision: string() };

const published = strict(
  {
    title: string(),
    ...origin,
    series: list(
      strict(
        {
          where: labels.exactOptional(),
          x: z.array(z.union([z.number(), z.string()])),
          y: z.array(z.number().nullable()),
        },
        "a published line",
      ),
      "published lines",
    ),
  },
  "published numbers",
).exactOptional();

const base = {
  id: text("a name"),
  title: string(),
  where: labels.exactOptional(),
  panels: list(string(), "names of labels").exactOptional(),
};
const scale = z.literal("log").exactOptional();
const axis = <Shape extends z.ZodRawShape>(more: Shape) =>
  strict({ title: string(), unit, ...more }, "an axis");
const percentiles = { p10: numbers, p50: numbers, p90: numbers };

const pointsPlot = strict(
  {
    ...base,
    kind: z.literal("points"),
    x: axis({ label: string() }),
    y: axis({ measure: string() }),
    series: string().exactOptional(),
    published,
  },
  "a plot",
);

const curvesPlot = strict(
  {
    ...base,
    kind: z.literal("curves"),
    series: axis({ label: string() }),
    y: axis({
      history: oneOf([
        "train.loss",
        "train.accuracy",
        "validation.accuracy",
        "feedback.silhouette",
      ]),
      scale,
    }),
    published,
  },
  "a plot",
);

const layersPlot = strict(
  {
    ...base,
    kind: z.literal("layers"),
    note: strict({ measure: string(), title: string() }, "a note").exactOptional(),
    y: axis({
      history: oneOf([
        "rotation.distance",
        "rotation.angle",
        "rotation.rate",
        "rotation.norm",
        "gradients.norm",
      ]),
      scale,
    }),
  },
  "a plot",
);

const percentilesPlot = strict(
  {
    ...base,
    kind: z.literal("percentiles"),
    epochs: numbers,
    y: axis({}),
    published: strict(
      {
        title: string(),
        ...origin,
        epochs: list(strict({ epoch: real(), ...percentiles }, "percentiles"), "epochs"),
      },
      "published numbers",
    ).exactOptional(),
  },
  "a plot",
);

const exactPlot = strict(
  {
    ...base,
    kind: z.literal("exact"),
    x: axis({}),
    y: axis({ scale }),
    series: string(),
    lines: list(
      strict(
        { name: string(), panel: string(), x: numbers, y: numbers, published: numbers },
        "a line",
      ),
      "lines",
    ),
    published: strict(origin, "an origin"),
  },
  "a plot",
);

const run = strict(
  {
    key: z.string().regex(/^[0-9a-f]{64}$/, "expected a run's key, 64 hexadecimal digits"),
    labels,
    status: string(),
    reason: string().exactOptional(),
    values: z.record(z.string(), z.number()),
  },
  "a run",
);

const figureSchema: z.ZodType<StoredFigure> = strict(
  {
    format: z.literal("layca-figure/1"),
    id: z.string().regex(/^[\w-]+$/, "expected a figure's name of letters, digits and hyphens"),
    name: string(),
    title: string(),
    source: string(),
    text: string(),
    scale: oneOf(["smoke", "reduced", "paper"]),
    data: string(),
    seeds: numbers,
    settings: list(z.tuple([z.string(), z.string()]), "a list of names and values"),
    plots: list(
      z.discriminatedUnion("kind", [
        pointsPlot,
        curvesPlot,
        layersPlot,
        percentilesPlot,
        exactPlot,
      ]),
      "a list of plots",
    ),
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
