import { type Claim, defineFigure, defineStudy } from "../define-figure.js";
import { falls } from "../judgements.js";
import { learnsItsImages } from "../learning-claims.js";
import { testAccuracy, trainAccuracy } from "../measures.js";
import { linearLayerName } from "../networks/perceptron.js";
import { fig01 as published } from "../published/fig01.js";
import { paperFigure } from "../source.js";
import type { StudyTask } from "../study-task.js";
import { mlpR } from "../tasks/mlp-r.js";
import { mlpS } from "../tasks/mlp-s.js";
import { mnistMlp } from "../tasks/mnist-mlp.js";

/** Each hidden layer trained alone, recorded every so many steps. */
const study = (task: StudyTask, seeds: readonly number[], steps: number) =>
  defineStudy({
    tasks: [task],
    methods: [{ id: "SGD", text: "SGD, lr 10, constant, without momentum", training: "sgd" }],
    grid: { layer: published.layerIndex },
    vary: ({ layer }) => ({ trainable: [linearLayerName(layer)] }),
    seeds,
    record: { every: { steps }, norms: false },
  });

type Measures = "testAccuracy" | "trainAccuracy";

const deeperIsWorse: Claim<Measures> = {
  text: "Test accuracy with layer 0 trained exceeds that with layer 9 by more than .1, in the mean",
  judge: (results) => {
    const first = results.where({ layer: 0 }).mean("testAccuracy");
    const last = results.where({ layer: 9 }).mean("testAccuracy");
    return {
      holds: first - last > 0.1,
      measured: `${first.toFixed(4)} − ${last.toFixed(4)} = ${(first - last).toFixed(4)}`,
    };
  },
};

/** The published 100 %, to an image. */
const learns = learnsItsImages("Every single-layer run reaches 100 % on its training images, ± 1", {
  least: 0.99,
});
/** What the short training of the reduced scale must reach. */
const learnsMost = learnsItsImages(
  "Every single-layer run reaches 98 % or more on its training images",
  { least: 0.98 },
);

const falling: Claim<Measures> = {
  text: "From layer 1 on, each layer generalizes worse than the one before it, in the mean",
  judge: (results) =>
    falls(
      published.layerIndex.slice(1).map((layer) => results.where({ layer }).mean("testAccuracy")),
    ),
};

/** Their spread is not published: both means are taken to have our standard error. */
const agreesWithPublished: Claim<Measures> = {
  text: "At every layer our mean lies within 3 units of the published one, a unit being √2 times our standard error",
  judge: (results) => {
    const apart = published.layerIndex.map((layer, index) => {
      const ours = results.where({ layer });
      const difference =
        ours.mean("testAccuracy") - (published.meanTestAccuracy[index] ?? Number.NaN);
      return difference / (Math.SQRT2 * ours.standardError("testAccuracy"));
    });
    return {
      holds: apart.every((units) => Math.abs(units) <= 3),
      measured: `layers 0 to 9: ${apart.map((units) => units.toFixed(1)).join(", ")}`,
    };
  },
};

/** Figure 1: each of ten hidden layers trained alone. */
export default defineFigure<Measures>({
  id: "fig1",
  name: "Figure 1",
  title: "Trained alone, an early layer generalizes better than a late one",
  source: paperFigure(1),
  text:
    "One hidden layer of an eleven-layer perceptron is trained on 100 MNIST images, all others staying as " +
    "they were drawn. Whichever layer it is, the training images are learnt; how well test images are told " +
    "apart depends on its depth.",
  remarks: {
    reduced:
      "The last hidden layer learns slowest: after 200 epochs it knows 97 to 100 of its 100 images, by the seed.",
  },
  studies: {
    paper: [study(mnistMlp, [0, 1, 2, 3, 4, 5, 6, 7, 8, 9], 400)],
    reduced: [study(mlpR, [0, 1, 2], 20)],
    smoke: [study(mlpS, [0], 1)],
  },
  measures: { testAccuracy, trainAccuracy },
  plots: [
    {
      kind: "points",
      id: "fig1",
      title: "Trained alone, an early layer generalizes better than a late one",
      x: { label: "layer", title: "Trained layer" },
      y: { measure: "testAccuracy", title: "Test accuracy", unit: "percent" },
      published: {
        title: `published, mean of ${published.repetitions}`,
        series: [{ x: published.layerIndex, y: published.meanTestAccuracy }],
        source: published.source,
        precision: published.precision,
      },
    },
  ],
  claims: {
    smoke: [learns, deeperIsWorse],
    reduced: [learnsMost, deeperIsWorse],
    paper: [learns, deeperIsWorse, falling, agreesWithPublished],
  },
});
