import { sgd } from "../../optim/index.js";
import { type Claim, defineFigure, defineStudy } from "../define-figure.js";
import { exceeds, numberText } from "../judgements.js";
import { learnsItsImages } from "../learning-claims.js";
import { silhouetteRise, testAccuracy, trainAccuracy } from "../measures.js";
import { linearLayerName, perceptron } from "../networks/perceptron.js";
import { fig01 } from "../published/fig01.js";
import { fig08 as published } from "../published/fig08.js";
import { paperFigure } from "../source.js";
import type { StudyTask } from "../study-task.js";
import { mlpR } from "../tasks/mlp-r.js";
import { mlpS } from "../tasks/mlp-s.js";
import { mnistMlp } from "../tasks/mnist-mlp.js";

const method = { id: "SGD", text: "SGD, constant rate, without momentum", training: "sgd" };

/** The name of a task whose feedback is recorded. */
const feedbackOf = (task: string) => `${task}, feedback`;

/** Each of some hidden layers trained alone, from either kind of initial weights. */
const depth = (
  task: StudyTask,
  units: number,
  layers: readonly number[],
  seeds: readonly number[],
) =>
  defineStudy({
    tasks: [task],
    methods: [method],
    grid: { layer: layers, init: ["glorotUniform", "orthogonal"] as const },
    vary: ({ layer, init }) => ({
      trainable: [linearLayerName(layer)],
      network: perceptron(units, init),
    }),
    seeds,
  });

/** The first layer trained alone and slowly, its feedback looked at after every epoch. */
const feedback = (task: StudyTask, epochs: number, images: number, seeds: readonly number[]) =>
  defineStudy({
    tasks: [{ ...task, id: feedbackOf(task.id) }],
    methods: [{ ...method, optimizer: sgd({ lr: 1 }) }],
    vary: () => ({ epochs, trainable: [linearLayerName(0)] }),
    seeds,
    record: {
      every: "epoch",
      norms: false,
      feedback: { layer: linearLayerName(0), images },
    },
  });

type Measures = "testAccuracy" | "trainAccuracy" | "silhouetteRise" | "lateRise";

/** What must hold of a task whose layers of an index were trained alone. */
const claims = (task: string, layers: readonly number[]): Claim<Measures>[] => [
  {
    text: "From orthogonal weights every layer generalizes better, in the mean",
    judge: (results) => {
      const at = (layer: number, init: string) =>
        results.where({ task, layer, init }).mean("testAccuracy");
      const gains = layers.map((layer) => at(layer, "orthogonal") - at(layer, "glorotUniform"));
      return {
        holds: gains.every((gain) => gain > 0),
        measured: `gains ${gains.map(numberText).join(", ")}`,
      };
    },
  },
  {
    text: "From orthogonal weights the gap between layers 0 and 9 is smaller",
    judge: (results) => {
      const gap = (init: string) =>
        results.where({ task, layer: 0, init }).mean("testAccuracy") -
        results.where({ task, layer: 9, init }).mean("testAccuracy");
      return exceeds(gap("glorotUniform"), gap("orthogonal"), 0);
    },
  },
  {
    text: "The silhouette of the feedback rises by more than .12",
    judge: (results) => {
      const rise = results.where({ task: feedbackOf(task) }).mean("silhouetteRise");
      return { holds: rise > 0.12, measured: numberText(rise) };
    },
  },
  {
    text: "After epoch 300 it is flat: it changes by less than .02",
    judge: (results) => {
      const rise = results.where({ task: feedbackOf(task) }).mean("lateRise");
      return { holds: Math.abs(rise) < 0.02, measured: numberText(rise) };
    },
  },
];

/** Figure 8: why early layers generalize better. */
export default defineFigure<Measures>({
  id: "fig8",
  name: "Figure 8",
  title:
    "Orthogonal weights help every layer; while the first one trains, feedback comes to know the classes",
  source: paperFigure(8),
  text:
    "Left: Figure 1 with orthogonal initial weights. Right: gradients with respect to the first hidden layer’s output, an " +
    "image each; how well classes part in them, by the mean silhouette.",
  remarks: { reduced: "Accuracies are means: single seeds may disagree." },
  studies: {
    paper: [
      depth(mnistMlp, 784, fig01.layerIndex, [0, 1, 2, 3, 4, 5, 6, 7, 8, 9]),
      feedback(mnistMlp, 500, 5000, [0]),
    ],
    reduced: [depth(mlpR, 784, [0, 1, 5, 9], [0, 1, 2]), feedback(mlpR, 500, 1000, [0, 1, 2])],
    smoke: [depth(mlpS, 32, [0, 9], [0]), feedback(mlpS, 4, 40, [0])],
  },
  measures: {
    testAccuracy,
    trainAccuracy,
    silhouetteRise: silhouetteRise(0, 499),
    lateRise: silhouetteRise(300, 499),
  },
  plots: [
    {
      kind: "points",
      id: "fig8-layers",
      title: "From orthogonal weights every layer generalizes better",
      x: { label: "layer", title: "Trained layer" },
      y: { measure: "testAccuracy", title: "Test accuracy", unit: "percent" },
      series: "init",
      published: {
        title: "published, mean of 10",
        series: [
          { where: { init: "glorotUniform" }, x: fig01.layerIndex, y: fig01.meanTestAccuracy },
        ],
        source: fig01.source,
        precision: fig01.precision,
      },
    },
    {
      kind: "curves",
      id: "fig8-feedback",
      title: "Feedback comes to know the classes",
      series: { label: "method", title: "Method" },
      y: { history: "feedback.silhouette", title: "Mean silhouette of the feedback" },
      published: {
        title: "published",
        series: [
          {
            where: { method: "SGD" },
            x: published.silhouette.map((_, epoch) => epoch + 1),
            y: published.silhouette,
          },
        ],
        source: published.source,
        precision: published.precision,
      },
    },
  ],
  claims: {
    paper: claims("MNIST-MLP", fig01.layerIndex),
    reduced: [
      {
        text: "Layer 0 exceeds layer 9 by more than .1 from usual weights",
        judge: (results) => {
          const at = (layer: number) =>
            results.where({ task: "MLP-r", layer, init: "glorotUniform" }).mean("testAccuracy");
          return exceeds(at(0), at(9), 0.1);
        },
      },
      learnsItsImages(
        "Every run of a single layer, from either weights, reaches 98 % or more on its training images",
        { where: { task: "MLP-r" }, least: 0.98 },
      ),
      ...claims("MLP-r", [0, 1, 5, 9]),
    ],
  },
});
