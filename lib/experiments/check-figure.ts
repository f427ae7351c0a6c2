import { z } from "zod";
import { callable, integer, list, strict, text } from "../check/fields.js";
import { inputIssues } from "../check/issues.js";
import { InputError, type InputIssue } from "../errors.js";
import { fileName, plotSchema, string } from "../figure/plot-schema.js";
import type { Plot } from "../figure.js";
import type { Figure } from "./figure-definition.js";
import { plotLabels } from "./plot-labels.js";

const perScale = <Value extends z.ZodType>(value: Value) => ({
  smoke: value,
  reduced: value,
  paper: value,
});

const method = strict(
  { id: text("a name"), text: string(), training: string(), optimizer: z.unknown().optional() },
  "a method",
);

const study = strict(
  {
    tasks: list(z.looseObject({ id: text("a name") }), "one or more tasks").min(1),
    methods: list(method, "one or more methods").min(1),
    grid: z
      .record(z.string(), list(z.union([z.string(), z.number()]), "an axis's values"))
      .optional(),
    vary: callable("a function of a point of the grid").optional(),
    seeds: list(integer(0), "one or more seeds").min(1),
    record: z.unknown().optional(),
  },
  "a study",
);

const claim = strict(
  { text: string(), judge: callable("a function that judges results") },
  "a claim",
);
const measures = z.record(z.string(), callable("a function of a run's record"));
const remark = string().optional();
const someClaims = list(claim, "a list of claims").optional();

const figureSchema = strict(
  {
    id: fileName(),
    name: string(),
    title: string(),
    source: string(),
    text: string(),
    remarks: strict(perScale(remark), "remarks").optional(),
    studies: strict(perScale(list(study, "a list of studies")), "studies for each scale"),
    measures,
    layerMeasures: measures.optional(),
    plots: list(plotSchema, "a list of plots"),
    claims: strict(perScale(someClaims), "claims for each scale"),
  },
  "a figure",
);

/** Folders that stand beside those of the figures. */
const taken = ["runs", "tensorboard"];

/** @throws InputError naming all that is wrong with a figure's definition, before anything is trained for it. */
export function checkFigure(figure: unknown): asserts figure is Figure {
  const parsed = figureSchema.safeParse(figure);
  const issues = parsed.success
    ? inconsistencies(figure as Figure)
    : inputIssues(parsed.error.issues, "");
  if (issues.length > 0) throw new InputError(issues.map((issue) => placed(figure, issue)));
}

function placed(figure: unknown, { path, message }: InputIssue): InputIssue {
  const id = fileName().safeParse((figure as { id?: unknown } | null | undefined)?.id);
  const place = id.success ? `figure ${id.data}` : "figure";
  return { path: path === "" ? place : `${place}: ${path}`, message };
}

/** What each part allows, but not all of them together. */
function inconsistencies(figure: Figure): InputIssue[] {
  const ids = figure.plots.map(({ id }) => id);
  return [
    ...(taken.includes(figure.id)
      ? [{ path: "id", message: `expected another name than ${taken.join(" and ")}` }]
      : []),
    ...figure.plots.flatMap((plot, place) => {
      const path = `plots[${place}]`;
      const twice = ids.indexOf(plot.id) < place;
      return [
        ...(twice ? [{ path: `${path}.id`, message: `expected one plot named ${plot.id}` }] : []),
        ...unknownNames(path, "a label of the studies", plotLabels(plot), labelsOf(figure)),
        ...unknownNames(path, "a measure", measuresOf(plot), Object.keys(figure.measures)),
        ...unknownNames(
          path,
          "a layer measure",
          plot.kind === "layerPoints" ? [plot.y.layerMeasure] : [],
          Object.keys(figure.layerMeasures ?? {}),
        ),
      ];
    }),
  ];
}

function unknownNames(
  path: string,
  what: string,
  asked: readonly string[],
  known: readonly string[],
): InputIssue[] {
  const names = known.length > 0 ? known.join(", ") : "none";
  return [...new Set(asked)]
    .filter((name) => !known.includes(name))
    .map((name) => ({ path, message: `expected ${what} (${names}) but received ${name}` }));
}

function labelsOf({ studies }: Figure): string[] {
  const axes = Object.values(studies).flatMap((of) =>
    of.flatMap(({ grid }) => Object.keys(grid ?? {})),
  );
  return [...new Set(["task", "method", ...axes, "seed"])];
}

function measuresOf(plot: Plot): string[] {
  if (plot.kind === "points") return [plot.y.measure];
  return plot.kind === "layers" && plot.note ? [plot.note.measure] : [];
}
