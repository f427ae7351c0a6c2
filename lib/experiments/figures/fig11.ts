import { type Claim, defineFigure, defineStudy } from "../define-figure.js";
import { numberText } from "../judgements.js";
import { kerasAdam } from "../keras.js";
import { momentRangeBetween, momentRangeWithin } from "../measures.js";
import { fig11 as published } from "../published/fig11.js";
import { paperFigure } from "../source.js";
import type { StudyTask } from "../study-task.js";
import { c10Cnn1 } from "../tasks/c10-cnn1.js";
import { c10R } from "../tasks/c10-r.js";
import { c10S } from "../tasks/c10-s.js";

const study = (task: StudyTask) =>
  defineStudy({
    tasks: [task],
    methods: [
      {
        id: "Adam",
        text: "Adam, lr 3⁻⁶",
        training: "sgd",
        optimizer: kerasAdam({ lr: 3 ** -6 }),
      },
    ],
    seeds: [0],
    record: { every: ["firstStepOfEpoch", "epoch"], secondMoments: true },
  });

const measures = {
  between1: momentRangeBetween(1),
  within1: momentRangeWithin(1),
  between10: momentRangeBetween(10),
  within10: momentRangeWithin(10),
  between21: momentRangeBetween(21),
  within21: momentRangeWithin(21),
  between50: momentRangeBetween(50),
  within50: momentRangeWithin(50),
};

const publishedEpochs = [1, 10, 50] as const;

/** That layers differ more from one another than weights within one. */
const apart = (epoch: 1 | 10 | 21 | 50): Claim<keyof typeof measures> => ({
  text: `Epoch ${epoch}: medians of layers span more than 2.5 times the magnitudes that a layer’s own weights do`,
  judge: (results) => {
    const [between, within] = [results.mean(`between${epoch}`), results.mean(`within${epoch}`)];
    return {
      holds: between > 2.5 * within,
      measured: `${numberText(between)} against ${numberText(within)} powers of ten`,
    };
  },
});

/** How far apart they are in the paper's picture. */
const spans = (epoch: (typeof publishedEpochs)[number]): Claim<keyof typeof measures> => ({
  text: `Epoch ${epoch}: medians of layers span more than 4 powers of ten, the middle 80 % of the median layer’s weights less than 1`,
  judge: (results) => {
    const [between, within] = [results.mean(`between${epoch}`), results.mean(`within${epoch}`)];
    return {
      holds: between > 4 && within < 1,
      measured: `${numberText(between)} and ${numberText(within)} powers of ten`,
    };
  },
});

/** Figure 11: what Adam divides its steps by. */
export default defineFigure<keyof typeof measures>({
  id: "fig11",
  name: "Figure 11",
  title: "Adam’s second moments differ between layers far more than within them",
  source: paperFigure(11),
  text:
    "Percentiles of Adam’s estimates of squared gradients in every layer, after the first step of an epoch. What an adaptive " +
    "method adapts is mostly the rate of whole layers.",
  studies: { paper: [study(c10Cnn1)], reduced: [study(c10R)], smoke: [study(c10S)] },
  measures,
  plots: [
    {
      kind: "percentiles",
      id: "fig11",
      title: "Adam’s second moments differ between layers far more than within them",
      epochs: [1, 10, 21, 50],
      y: { title: "Second moments: median, 10th to 90th percentile" },
      published: {
        title: "published",
        epochs: published.epochs,
        source: published.source,
        precision: published.precision,
      },
    },
  ],
  claims: {
    paper: publishedEpochs.flatMap((epoch) => [apart(epoch), spans(epoch)]),
    reduced: [apart(1), apart(10), apart(21)],
  },
});
