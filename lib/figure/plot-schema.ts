import { z } from "zod";
import { expectedText, kinds, list, oneOf, real, strict } from "../check/fields.js";

// What a figure may say of a plot, as it is defined and as `figure.json` holds it.

export const string = () => z.string({ error: ({ input }) => expectedText("a text", input) });
const name = "a name of letters, digits, hyphens and underscores";
/** What names a file or a folder: nothing that leads elsewhere. */
export const fileName = () =>
  z.string({ error: ({ input }) => expectedText(name, input) }).regex(/^[\w-]+$/);
export const numbers = list(real(), "a list of numbers");
const unit = oneOf(["percent", "degrees"]).exactOptional();

/** Values of labels. */
export const labels = z.record(z.string(), z.union([z.string(), z.number()]));
const selection = z.record(
  z.string(),
  z.union([z.string(), z.number(), z.array(z.union([z.string(), z.number()]))]),
);
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
          difference: z.array(z.number().nullable()).exactOptional(),
        },
        "a published line",
      ),
      "published lines",
    ),
  },
  "published numbers",
).exactOptional();

const reference = strict(
  { same: list(string(), "names of labels"), where: labels },
  "a reference",
).exactOptional();

const base = {
  id: fileName(),
  title: string(),
  where: selection.exactOptional(),
  panels: list(string(), "names of labels").exactOptional(),
  panelNames: z.record(z.string(), string()).exactOptional(),
};
const publishedLayers = strict(
  {
    title: string(),
    ...origin,
    panels: list(
      strict(
        {
          where: labels,
          value: real().exactOptional(),
          difference: real().exactOptional(),
          read: z.literal("picture").exactOptional(),
          epochs: numbers,
          values: z.array(z.array(z.number().nullable())),
        },
        "published curves of layers",
      ),
      "published panels",
    ),
  },
  "published curves",
).exactOptional();

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
    reference,
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
    note: strict({ measure: string(), title: string(), reference }, "a note").exactOptional(),
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
    published: publishedLayers,
  },
  "a plot",
);

const layerPointsPlot = strict(
  {
    ...base,
    kind: z.literal("layerPoints"),
    series: axis({ label: string() }),
    y: axis({ layerMeasure: string(), scale }),
    expected: strict(
      {
        title: string(),
        levels: list(strict({ where: labels, value: real() }, "a level"), "levels"),
      },
      "expected values",
    ).exactOptional(),
    published: strict(
      {
        title: string(),
        ...origin,
        lines: list(strict({ where: labels, values: numbers }, "a published line"), "lines"),
      },
      "published numbers",
    ).exactOptional(),
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

export const plotSchema = kinds(
  [pointsPlot, curvesPlot, layersPlot, layerPointsPlot, percentilesPlot, exactPlot],
  { what: "a plot" },
);
