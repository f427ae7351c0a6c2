import type { CurvesPlot, PublishedSeries } from "../../figure.js";
import { type StepRuleInput, sgd } from "../../optim/index.js";
import { type Claim, defineFigure, defineStudy } from "../define-figure.js";
import { accuracyGap, meanGaps } from "../gaps.js";
import { numberText } from "../judgements.js";
import { kerasAdagrad, kerasAdam, kerasRmsprop } from "../keras.js";
import { testAccuracy } from "../measures.js";
import { alike } from "../method-claims.js";
import { laycaAccuracies } from "../published/accuracies.js";
import { fig06 as published } from "../published/fig06.js";
import { laycaOver } from "../published-layca.js";
import { averaged, publishedRules } from "../published-rules.js";
import { paperFigure } from "../source.js";
import { c10Cnn1 } from "../tasks/c10-cnn1.js";
import { c10Cnn2 } from "../tasks/c10-cnn2.js";
import { c10R } from "../tasks/c10-r.js";
import { c10S } from "../tasks/c10-s.js";
import { c100R } from "../tasks/c100-r.js";
import { c100Resnet } from "../tasks/c100-resnet.js";
import { c100Wrn } from "../tasks/c100-wrn.js";
import { tinyCnn } from "../tasks/tiny-cnn.js";

/** Layca over a rule, at a rate of 3 to a power. */
const over = (id: string, rule: StepRuleInput, log3Rate: number) => ({
  id,
  text: `Layca over ${id}, rate 3^${log3Rate}`,
  training: "layca",
  optimizer: laycaOver(rule, log3Rate),
});

const plainGroup = (log3Rate: number) => [
  over("SGD", sgd(), log3Rate),
  over("RMSprop", kerasRmsprop({}), log3Rate),
  over("Adagrad", kerasAdagrad({}), log3Rate),
];
const averagedGroup = (log3Rate: number) => [
  over("SGD_AMom", sgd(averaged), log3Rate),
  over("Adam", kerasAdam({}), log3Rate),
];
const publishedMethods = [...plainGroup(-3), ...averagedGroup(-5)];
const reducedMethods = [...plainGroup(-3), ...averagedGroup(-4)];

/** The rules of Figure 5 by themselves, to compare. */
const alone = [
  { id: "SGD alone", text: "SGD, lr 3⁻¹", training: "sgd" },
  { id: "RMSprop alone", training: "sgd", ...publishedRules.rmsprop },
  { id: "Adagrad alone", training: "sgd", ...publishedRules.adagrad },
  { id: "Adam alone", training: "sgd", ...publishedRules.adam },
  { id: "SGD_AMom alone", training: "sgd", ...publishedRules.averaged },
];

/** From where the curves have left their common start to the first drop. */
const epochs = [4, 22] as const;

const publishedTasks = Object.keys(published.tasks);

interface Curves {
  readonly train: readonly number[];
  readonly test: readonly number[];
}

const publishedCurves = Object.entries(published.tasks).flatMap(([task, methods]) =>
  Object.entries(methods).map(([method, curves]: [string, Curves]) => ({ task, method, curves })),
);

/** What of the curves is drawn, under which heading. */
const parts = {
  train: {
    title: "Under Layca the rules learn alike",
    y: { history: "train.accuracy", title: "Training accuracy", unit: "percent" },
  },
  test: {
    title: "Under Layca the rules generalize alike",
    y: { history: "validation.accuracy", title: "Validation accuracy", unit: "percent" },
  },
} as const;

/** Accuracies over the epochs of the rules under Layca; by themselves the rules would be as many lines again. */
function accuracyCurves(part: keyof typeof parts): CurvesPlot {
  return {
    ...parts[part],
    kind: "curves",
    id: `fig6-${part}`,
    where: { method: publishedMethods.map(({ id }) => id) },
    panels: ["task"],
    series: { label: "method", title: "Layca over" },
    published: {
      title: "published",
      series: publishedCurves.map(
        ({ task, method, curves }): PublishedSeries => ({
          where: { task, method },
          x: curves[part].map((_, epoch) => epoch + 1),
          y: curves[part],
        }),
      ),
      source: published.source,
      precision: published.precision,
    },
  };
}

/** A task's accuracies over SGD and over its own adaptive rule, whose difference a later version of the study prints. */
const later = (
  task: string,
  rule: string,
  difference: number,
  reference = laycaAccuracies[task] ?? Number.NaN,
): PublishedSeries => ({
  where: { task },
  x: ["SGD", rule],
  y: [reference, Number((reference + difference / 100).toFixed(4))],
  difference: [null, difference],
});
const laterPublished = [
  later("C10-CNN1", "RMSprop", -0.2),
  later("C100-resnet", "Adam", -1.65),
  later("tiny-CNN", "Adagrad", -0.34),
  later("C10-CNN2", "RMSprop", 0.07, 0.934),
  later("C100-WRN", "Adam", -1.05),
];

/** Until all tasks' first drop, 0-based, the last left out. */
const publishedEpochs = [10, 70] as const;

/** That training runs in two courses, one over the plain rules and one over those that average. */
const groups = (task: string): Claim<"testAccuracy"> => ({
  text: `${task}: training accuracies over rules of a group are at most a fifth as far apart as over SGD and SGD_AMom, in the mean over epochs 10 to 69`,
  judge: (results) => {
    const gap = (ours: string, reference: string) =>
      accuracyGap(results.where({ task }), publishedEpochs, [ours, reference]);
    const inside = [gap("RMSprop", "SGD"), gap("Adagrad", "SGD"), gap("Adam", "SGD_AMom")];
    const across = gap("SGD_AMom", "SGD");
    return {
      holds: Math.max(...inside) <= across / 5,
      measured: `${inside.map(numberText).join(", ")} against ${numberText(across)}`,
    };
  },
});

/** Figure 6: Layca over other rules. */
export default defineFigure<"testAccuracy">({
  id: "fig6",
  name: "Figure 6",
  title: "Under Layca it hardly matters which rule gives the direction",
  source: paperFigure(6),
  text:
    "Layca keeps of a rule’s step the direction alone. Over SGD, RMSprop and Adagrad training runs almost the same course, " +
    "and so it does over the two rules that average gradients, Adam and SGD with averaged gradients (SGD_AMom).",
  remarks: {
    reduced:
      "The two averaging rules run at rate 3⁻⁴: the published 3⁻⁵ is too slow for so few steps. The reduced tasks keep no " +
      "validation images, so curves of training accuracy stand beside the test accuracies alone.",
  },
  studies: {
    paper: [
      defineStudy({
        tasks: [c10Cnn1, c100Resnet, tinyCnn, c10Cnn2, c100Wrn],
        methods: publishedMethods,
        seeds: [0],
      }),
    ],
    reduced: [
      defineStudy({ tasks: [c10R], methods: reducedMethods, seeds: [0, 1, 2] }),
      defineStudy({ tasks: [c10R], methods: alone, seeds: [0] }),
      defineStudy({ tasks: [c100R], methods: reducedMethods, seeds: [0] }),
    ],
    smoke: [defineStudy({ tasks: [c10S], methods: reducedMethods, seeds: [0] })],
  },
  measures: { testAccuracy },
  plots: [
    accuracyCurves("train"),
    accuracyCurves("test"),
    {
      kind: "points",
      id: "fig6-accuracy",
      title: "Under Layca the rules generalize alike",
      panels: ["task"],
      x: { label: "method", title: "Method" },
      y: { measure: "testAccuracy", title: "Test accuracy", unit: "percent" },
      reference: { same: ["task"], where: { method: "SGD" } },
      published: {
        title: "published (later version)",
        series: laterPublished,
        source:
          "the differences that a later version of the study prints for a task’s own adaptive rule, and the accuracies they " +
          "are taken from; that version’s network of C10-CNN2 has no dropout",
        precision: "exact as printed, in hundredths of a percent",
      },
    },
  ],
  claims: {
    paper: publishedTasks.flatMap((task) => [
      alike(`${task}: over SGD, RMSprop and Adagrad accuracies lie within .01`, {
        task,
        methods: ["SGD", "RMSprop", "Adagrad"],
        margin: 0.01,
      }),
      alike(`${task}: over SGD_AMom and Adam accuracies lie within .03`, {
        task,
        methods: ["SGD_AMom", "Adam"],
        margin: 0.03,
      }),
      groups(task),
    ]),
    reduced: [
      alike("C10-r: the five accuracies lie within .02", {
        task: "C10-r",
        methods: reducedMethods.map(({ id }) => id),
        margin: 0.02,
      }),
      {
        text: "C10-r: within a group losses are less than .12 apart, relatively, in the mean over epochs 4 to 21",
        judge: (results) =>
          meanGaps(
            results.where({ task: "C10-r" }),
            epochs,
            [
              ["RMSprop", "SGD"],
              ["Adagrad", "SGD"],
              ["Adam", "SGD_AMom"],
            ],
            (gap) => gap < 0.12,
          ),
      },
      {
        text: "C10-r: without Layca they are more than .15 apart from SGD’s",
        judge: (results) =>
          meanGaps(
            results.where({ task: "C10-r" }),
            epochs,
            [
              ["RMSprop alone", "SGD alone"],
              ["Adagrad alone", "SGD alone"],
              ["Adam alone", "SGD alone"],
              ["SGD_AMom alone", "SGD alone"],
            ],
            (gap) => gap > 0.15,
          ),
      },
    ],
  },
});
