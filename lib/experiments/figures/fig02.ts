import { isDeepStrictEqual } from "node:util";
import type { Labels, PublishedLayersPanel, Reference } from "../../figure.js";
import { type Claim, defineFigure, defineStudy, type Study } from "../define-figure.js";
import { exceedsAll, numberText } from "../judgements.js";
import { rotationRatio, testAccuracy, trainAccuracy } from "../measures.js";
import { taskByTask } from "../plots.js";
import { fig02 as published } from "../published/fig02.js";
import { fig02AlphaCurves } from "../published/fig02-alpha-curves.js";
import { fig02RateCurves } from "../published/fig02-rate-curves.js";
import { laycaCurves } from "../published/layca-curves.js";
import { laycaAt } from "../published-layca.js";
import type { Results } from "../results.js";
import { turnMoreEvenly } from "../rotation-claims.js";
import { paperFigure } from "../source.js";
import type { StudyTask } from "../study-task.js";
import { c10Cnn1 } from "../tasks/c10-cnn1.js";
import { c10R } from "../tasks/c10-r.js";
import { c10S } from "../tasks/c10-s.js";
import { c100R } from "../tasks/c100-r.js";
import { c100Resnet } from "../tasks/c100-resnet.js";
import { tinyCnn } from "../tasks/tiny-cnn.js";

const layca = {
  id: "Layca",
  text: "Layca on SGD, all but kernels frozen; rate 3⁻³ where alpha varies, alpha 0 where the rate does",
  training: "layca",
};

/** Layca at several rates, and at several alphas at rate 3⁻³. */
function studies(
  tasks: readonly StudyTask[],
  seeds: readonly number[],
  log3Rates: readonly number[],
  alphas: readonly number[],
): Study[] {
  const shared = { tasks, methods: [layca], seeds };
  return [
    defineStudy({
      ...shared,
      grid: { log3Rate: log3Rates },
      vary: ({ log3Rate }) => ({ optimizer: laycaAt({ log3Rate }) }),
    }),
    defineStudy({
      ...shared,
      grid: { alpha: alphas },
      vary: ({ alpha }) => ({ optimizer: laycaAt({ alpha }) }),
    }),
  ];
}

type Measures = "testAccuracy" | "trainAccuracy" | "rotationRatio";

/** How a setting is named in words, by what is varied. */
const settingName = {
  alpha: (value: string) => `alpha ${value}`,
  log3Rate: (value: string) => `3^${value}`,
};

/** How far one setting of a task stands above others, by their margins. */
function above(
  task: string,
  label: keyof typeof settingName,
  best: number,
  margins: Readonly<Record<string, number>>,
): Claim<Measures>["judge"] {
  return (results: Results<Measures>) => {
    const at = (value: number) => results.where({ task, [label]: value }).mean("testAccuracy");
    const others = Object.entries(margins).map(([value, margin]) => ({
      name: settingName[label](value),
      value: at(Number(value)),
      margin,
    }));
    return exceedsAll(at(best), others);
  };
}

const origin = { source: published.source, precision: published.precision, title: "published" };
/**
 * Published curves over a label's values, task by task in the order of the values. The run that all others are compared
 * with is published once: its rate is 3⁻³, its alpha 0.
 */
function inOrder(
  panels: readonly PublishedLayersPanel[],
  label: keyof typeof settingName,
  best: number,
): PublishedLayersPanel[] {
  const atBest = laycaCurves.map((panel) => ({
    ...panel,
    where: { task: panel.where.task ?? "", [label]: best },
  }));
  const settingOf = ({ where }: PublishedLayersPanel) => Number(where[label]);
  return taskByTask([...panels, ...atBest].sort((a, b) => settingOf(a) - settingOf(b)));
}
const curves = {
  title: "published",
  source:
    "curves measured in the published bitmap by the colours of the layers, those hidden behind others left out; titles " +
    "as printed, those of alpha −.6 and .6 put right. The rate was chosen anew for each alpha",
  precision:
    "titles exact; curves: median error .001, 95 % within .005 (.014 where they are steepest)",
};

/** The runs of the same task that differences are taken from: rate 3⁻³, alpha 0. */
const reference = (label: "log3Rate" | "alpha", at: number): Reference => ({
  same: ["task"],
  where: { [label]: at },
});

/** The difference that is printed of a setting; null where none is. */
const printed = (panels: readonly PublishedLayersPanel[], where: Labels) =>
  panels.find((panel) => isDeepStrictEqual(panel.where, where))?.difference ?? null;

/** How far layers turn at the settings whose curves are published. */
const distances = (label: "log3Rate" | "alpha", values: readonly number[], at: number) =>
  ({
    kind: "layers",
    panels: ["task", label],
    panelNames: { log3Rate: "log₃ rate", alpha: "alpha" },
    where: { [label]: values },
    note: {
      measure: "testAccuracy",
      title: "test accuracy",
      reference: reference(label, at),
    },
    y: { history: "rotation.distance", title: "1 − cos(w, w₀)" },
  }) as const;

const publishedTasks = Object.entries(published.tasks);

/** Figure 2: how well Layca generalizes over its rate and over the priority of layers. */
export default defineFigure<Measures>({
  id: "fig2",
  name: "Figure 2",
  title: "Layers that turn alike, at a high rate, generalize best",
  source: paperFigure(2),
  text:
    "Layca sets how fast every layer turns: by one rate for all, and by alpha, which favours first layers (below 0) or " +
    "last ones (above). Test accuracy η over either, and how far every layer has turned from its initial weights; Δη is the " +
    "difference to rate 3⁻³ at alpha 0, in percentage points.",
  remarks: {
    reduced:
      "The rate stays at 3⁻³ at every alpha, where the paper searched the best one for each. At alpha −.6 the small " +
      "network is undertrained.",
  },
  studies: {
    paper: studies(
      [c10Cnn1, c100Resnet, tinyCnn],
      [0],
      [-7, -6, -5, -4, -3, -2, -1, 0],
      [-0.8, -0.6, -0.4, -0.3, -0.2, -0.1, 0, 0.1, 0.2, 0.3, 0.4, 0.6, 0.8],
    ),
    reduced: [
      ...studies([c10R], [0], [-7, -6, -5, 0], []),
      ...studies([c10R], [0, 1, 2], [-4, -3, -2, -1], [-0.6, -0.3, 0, 0.3, 0.6]),
      ...studies([c100R], [0, 1, 2], [-5, -4, -3, -2, -1], [-0.6, 0, 0.6]),
    ],
    smoke: studies([c10S], [0], [-3, -1], [-0.6, 0.6]),
  },
  measures: { testAccuracy, trainAccuracy, rotationRatio },
  plots: [
    {
      kind: "points",
      id: "fig2-rate",
      title: "A high rate generalizes best, until training fails",
      panels: ["task"],
      reference: reference("log3Rate", -3),
      x: { label: "log3Rate", title: "log₃ of the rate" },
      y: { measure: "testAccuracy", title: "Test accuracy", unit: "percent" },
      published: {
        ...origin,
        series: publishedTasks.map(([task, { log3Rate, accuracyOverRate }]) => ({
          where: { task },
          x: log3Rate,
          y: accuracyOverRate,
          difference: log3Rate.map((value) => printed(fig02RateCurves, { task, log3Rate: value })),
        })),
      },
    },
    {
      kind: "points",
      id: "fig2-alpha",
      title: "Favouring first or last layers costs accuracy",
      panels: ["task"],
      reference: reference("alpha", 0),
      x: { label: "alpha", title: "alpha" },
      y: { measure: "testAccuracy", title: "Test accuracy", unit: "percent" },
      published: {
        ...origin,
        series: publishedTasks.map(([task, { alpha, accuracyOverAlpha }]) => ({
          where: { task },
          x: alpha,
          y: accuracyOverAlpha,
          difference: alpha.map((value) => printed(fig02AlphaCurves, { task, alpha: value })),
        })),
      },
    },
    {
      ...distances("log3Rate", [-5, -4, -3], -3),
      id: "fig2-layers-rate",
      title: "How far the layers turn at each rate",
      published: {
        ...curves,
        panels: inOrder(fig02RateCurves, "log3Rate", -3),
      },
    },
    {
      ...distances("alpha", [-0.6, 0, 0.6], 0),
      id: "fig2-layers-alpha",
      title: "How far the layers turn at each alpha",
      published: { ...curves, panels: inOrder(fig02AlphaCurves, "alpha", 0) },
    },
  ],
  claims: {
    paper: ["C10-CNN1", "C100-resnet", "tiny-CNN"].flatMap((task) => [
      {
        text: `${task}: rate 3⁻³ generalizes better than 3⁻⁵ and 3⁻⁷ by more than .05`,
        judge: above(task, "log3Rate", -3, { "-5": 0.05, "-7": 0.05 }),
      },
      {
        text: `${task}: rate 3⁻³ generalizes best of all`,
        judge: (results) => {
          const { at, value } = results.where({ task }).best("log3Rate", "testAccuracy");
          return { holds: at === -3, measured: `3^${at} ${numberText(value)}` };
        },
      },
      {
        text: `${task}: alpha 0 generalizes better than −.6 and .6 by more than .05`,
        judge: above(task, "alpha", 0, { "-0.6": 0.05, "0.6": 0.05 }),
      },
      turnMoreEvenly(
        `${task}: at alpha 0 layers turn more than twice as evenly as at −.6 and .6`,
        { task, alpha: 0 },
        [
          { task, alpha: -0.6 },
          { task, alpha: 0.6 },
        ],
        2,
      ),
    ]),
    reduced: [
      {
        text: "C10-r: rate 3⁻² stands above 3⁻¹ and 3⁻⁴ by more than .03",
        judge: above("C10-r", "log3Rate", -2, { "-1": 0.03, "-4": 0.03 }),
      },
      {
        text: "C10-r: rate 3⁻³ stands above 3⁻¹ and 3⁻⁴ by more than .03",
        judge: above("C10-r", "log3Rate", -3, { "-1": 0.03, "-4": 0.03 }),
      },
      {
        text: "C10-r: alpha 0 stands above −.3 and −.6 by more than .005, above .3 by .04, above .6 by .1",
        judge: above("C10-r", "alpha", 0, {
          "-0.3": 0.005,
          "-0.6": 0.005,
          "0.3": 0.04,
          "0.6": 0.1,
        }),
      },
      {
        text: "C100-r: rate 3⁻³ stands above 3⁻¹ and 3⁻² by more than .03, above 3⁻⁵ by .02",
        judge: above("C100-r", "log3Rate", -3, { "-1": 0.03, "-2": 0.03, "-5": 0.02 }),
      },
      {
        text: "C100-r: alpha 0 stands above −.6 and .6 by more than .02",
        judge: above("C100-r", "alpha", 0, { "-0.6": 0.02, "0.6": 0.02 }),
      },
    ],
  },
});
