import type { PublishedSeries } from "../../figure.js";
import { normalized, type OptimizerInput, sgd, stepSchedule } from "../../optim/index.js";
import { defineFigure, defineStudy } from "../define-figure.js";
import { exceeds, numberText } from "../judgements.js";
import { finalDistances, medianDistance, testAccuracy, trainAccuracy } from "../measures.js";
import { fig07 as published } from "../published/fig07.js";
import { fig07Distances } from "../published/fig07-distances.js";
import { laycaAt } from "../published-layca.js";
import type { Results } from "../results.js";
import { paperFigure } from "../source.js";
import type { StudyTask, Training } from "../study-task.js";
import { c10Cnn1Fast, c10Cnn1FastNetwork } from "../tasks/c10-cnn1-fast.js";
import { c10R, c10RNetwork } from "../tasks/c10-r.js";
import { c10S, c10SNetwork } from "../tasks/c10-s.js";

const layca = {
  id: "Layca",
  text: "Layca on SGD",
  training: "layca",
  at: (log3Rate: number): OptimizerInput => laycaAt({ log3Rate }),
};
const blocks = {
  id: "block-normalized",
  text: "SGD whose step has the length of the rate in every layer",
  training: "layca",
  at: (log3Rate: number): OptimizerInput =>
    normalized(sgd(), { rate: 3 ** log3Rate, others: "frozen" }),
};
const plain = {
  id: "SGD",
  text: "SGD without momentum",
  training: "sgd",
  at: (log3Rate: number): OptimizerInput => sgd({ lr: 3 ** log3Rate }),
};

/** A method at several rates, on kernels drawn as usual and multiplied by factors. */
function study(
  task: StudyTask,
  network: (gain: number) => StudyTask["setting"]["network"],
  { at, ...method }: typeof layca,
  factors: readonly number[],
  log3Rates: readonly number[],
  time: Partial<Training> = {},
) {
  return defineStudy({
    tasks: [task],
    methods: [method],
    grid: { factor: factors, log3Rate: log3Rates },
    vary: ({ factor, log3Rate }) => ({
      ...time,
      network: network(factor),
      optimizer: at(log3Rate),
    }),
    seeds: [0],
  });
}

const short = { epochs: 15, schedule: stepSchedule({ milestones: [11, 13, 14], gamma: 0.2 }) };

const ninth = 0.1111;
const reducedFactors = [ninth, 1, 9];
/** At which Layca’s accuracy hardly changes. */
const usualFactors = [ninth, 0.3333, 1, 3, 9];
const publishedFactors = [...usualFactors, 27];

type Measures = "testAccuracy" | "trainAccuracy" | "medianDistance";

/** The best rates of a method, and its accuracies at them, factor by factor. */
function bestAt(results: Results<Measures>, method: string, factors: readonly number[]) {
  return factors.map((factor) =>
    results.where({ method, factor }).best("log3Rate", "testAccuracy"),
  );
}

const bestOf = (results: Results<Measures>, method: string) =>
  bestAt(results, method, reducedFactors);

function rangeOf(best: ReturnType<typeof bestAt>): number {
  const values = best.map(({ value }) => value);
  return Math.max(...values) - Math.min(...values);
}

/** Best rates and accuracies in words. */
function bestText(best: ReturnType<typeof bestAt>): string {
  return best.map(({ at, value }) => `3^${at} ${numberText(value)}`).join(", ");
}

/** Figure 7: rescaled initial weights. */
export default defineFigure<Measures>({
  id: "fig7",
  name: "Figure 7",
  title: "Layca’s best rate stays where it is, whatever the scale of the initial weights",
  source: paperFigure(7),
  text:
    "All initial kernels are multiplied by a factor. Layca’s steps scale with the weights, so its rate means the same; " +
    "the rate of block-normalized steps has to follow the factor, and SGD loses accuracy.",
  remarks: {
    reduced:
      "The outer rates of block-normalized steps and SGD’s 3¹ are ends of the grid. Layca’s accuracy is not the same at " +
      "every factor: after the output layer comes no batch-norm, so that the factor scales the logits.",
  },
  studies: {
    paper: [layca, blocks, plain].map((method) =>
      study(c10Cnn1Fast, c10Cnn1FastNetwork, method, publishedFactors, published.log3Rate),
    ),
    reduced: [
      study(c10R, c10RNetwork, layca, reducedFactors, [-4, -3, -2], short),
      study(c10R, c10RNetwork, blocks, reducedFactors, [-3, -2, -1, 0, 1], short),
      study(c10R, c10RNetwork, plain, reducedFactors, [-2, -1, 0, 1], short),
    ],
    smoke: [layca, blocks, plain].map((method) => study(c10S, c10SNetwork, method, [1, 9], [-3])),
  },
  measures: { testAccuracy, trainAccuracy, medianDistance },
  layerMeasures: { finalDistances },
  plots: [
    {
      kind: "points",
      id: "fig7",
      title: "Layca’s best rate stays where it is",
      panels: ["task", "method"],
      x: { label: "log3Rate", title: "log₃ of the rate" },
      y: { measure: "testAccuracy", title: "Test accuracy", unit: "percent" },
      series: "factor",
      published: {
        title: "published",
        series: Object.entries(published.accuracy).flatMap(([method, factors]) =>
          Object.entries(factors).map(
            ([factor, accuracy]): PublishedSeries => ({
              where: { task: "C10-CNN1-fast", method, factor: Number(factor) },
              x: published.log3Rate,
              y: accuracy,
            }),
          ),
        ),
        source: published.source,
        precision: published.precision,
      },
    },
    {
      kind: "layerPoints",
      id: "fig7-distance",
      title: "At rate 3⁻³ layers end as far turned at every factor under Layca alone",
      panels: ["task", "method"],
      where: { log3Rate: -3 },
      series: { label: "factor", title: "Factor" },
      y: { layerMeasure: "finalDistances", title: "1 − cos(w, w₀) at the end", scale: "log" },
      published: {
        title: "published",
        lines: fig07Distances,
        source: published.source,
        precision: published.precision,
      },
    },
  ],
  claims: {
    paper: [
      {
        text: "From factor 1/9 to 9 Layca’s best rate is 3⁻³",
        judge: (results) => {
          const best = bestAt(results, "Layca", usualFactors);
          return { holds: best.every(({ at }) => at === -3), measured: bestText(best) };
        },
      },
      {
        text: "From factor 1/9 to 9 Layca’s best accuracy varies by at most .02, SGD’s by at least .05",
        judge: (results) => {
          const best = ["Layca", "SGD"].map((method) => bestAt(results, method, usualFactors));
          const [ours = Number.NaN, plain = Number.NaN] = best.map(rangeOf);
          return {
            holds: ours <= 0.02 && plain >= 0.05,
            measured: `${numberText(ours)}, SGD’s ${numberText(plain)}`,
          };
        },
      },
      {
        text: "The best rate of block-normalized steps rises with the factor, by 3³ or more from 1/9 to 27",
        judge: (results) => {
          const best = bestAt(results, "block-normalized", publishedFactors);
          const rates = best.map(({ at }) => Number(at));
          const rises = rates.every((rate, index) => rate >= (rates[index - 1] ?? rate));
          return {
            holds: rises && (rates.at(-1) ?? Number.NaN) - (rates[0] ?? Number.NaN) >= 3,
            measured: bestText(best),
          };
        },
      },
      {
        text: "At rate 3⁻³, from factor 1 to 9, the median layer’s way changes by at most .05 under Layca; under block-normalized steps and SGD it falls below a fifth",
        judge: (results) => {
          const at = (method: string, factor: number) =>
            results.where({ method, factor, log3Rate: -3 }).mean("medianDistance");
          const ways = ["Layca", "block-normalized", "SGD"].map((method) => [
            at(method, 1),
            at(method, 9),
          ]);
          const [ours = [], ...others] = ways;
          const [usual = Number.NaN, great = Number.NaN] = ours;
          return {
            holds:
              Math.abs(usual - great) <= 0.05 &&
              others.every(([one = Number.NaN, nine = Number.NaN]) => nine < one / 5),
            measured: ways.map((way) => way.map(numberText).join(" to ")).join(", "),
          };
        },
      },
      {
        text: "SGD’s best accuracy falls by more than .1 from factor 1/9 to 27",
        judge: (results) => {
          const best = bestAt(results, "SGD", publishedFactors);
          const [first, last] = [best[0], best.at(-1)];
          return exceeds(first?.value ?? Number.NaN, last?.value ?? Number.NaN, 0.1);
        },
      },
    ],
    reduced: [
      {
        text: "Layca’s best rate is the same at every factor",
        judge: (results) => {
          const best = bestOf(results, "Layca");
          return {
            holds: best.every(({ at }) => at === best[0]?.at),
            measured: bestText(best),
          };
        },
      },
      {
        text: "The best rate of block-normalized steps grows with the factor",
        judge: (results) => {
          const best = bestOf(results, "block-normalized");
          const rates = best.map(({ at }) => Number(at));
          return {
            holds: rates.every((rate, index) => index === 0 || rate > (rates[index - 1] ?? rate)),
            measured: bestText(best),
          };
        },
      },
      {
        text: "SGD’s best accuracy falls by more than .06 from factor 1 to 9",
        judge: (results) => {
          const best = bestOf(results, "SGD");
          const [, usual, great] = best.map(({ value }) => value);
          return {
            holds: (usual ?? Number.NaN) - (great ?? Number.NaN) > 0.06,
            measured: bestText(best),
          };
        },
      },
    ],
  },
});
