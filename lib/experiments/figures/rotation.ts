import { layca, sgd, stepSchedule } from "../../optim/index.js";
import { defineFigure } from "../define-figure.js";
import { rotationRatio, testAccuracy } from "../measures.js";
import { mnistPerceptron } from "../tasks/mnist-perceptron.js";

const panels = {
  kind: "layers",
  panels: "method",
  note: { measure: "testAccuracy", title: "test accuracy" },
} as const;

/** How every layer of the perceptron of Figure 1 rotates when all are trained, by SGD and by Layca. */
export default defineFigure({
  id: "rotation",
  name: "Layer rotation",
  title: "SGD turns the last layer far and the others little; Layca turns every layer",
  source: "not in the paper: the measure of its section 4 on the perceptron of its Figure 1",
  text:
    "The same perceptron, all layers trained on 6,000 MNIST images, twice from the same initial weights. " +
    "Layca turns every kernel by the same small angle at each step; under SGD each kernel turns as its " +
    "gradient happens to be.",
  tasks: [
    mnistPerceptron({
      id: "MNIST-MLP-6000",
      images: { paper: { limit: 6000 }, reduced: { limit: 6000 }, smoke: { limit: 40 } },
      epochs: { paper: 12, reduced: 12, smoke: 3 },
      schedule: {
        paper: stepSchedule({ milestones: [9], gamma: 0.2 }),
        reduced: stepSchedule({ milestones: [9], gamma: 0.2 }),
        smoke: stepSchedule({ milestones: [2], gamma: 0.2 }),
      },
      record: { paper: { every: "epoch" }, reduced: { every: "epoch" }, smoke: { every: "epoch" } },
    }),
  ],
  methods: [
    { id: "SGD", text: "SGD, lr 3⁻², without momentum", optimizer: sgd({ lr: 3 ** -2 }) },
    {
      id: "Layca",
      text: "Layca on SGD, rate 3⁻⁴, biases frozen",
      optimizer: layca(sgd(), { rate: 3 ** -4, others: "frozen" }),
    },
  ],
  seeds: { paper: [0], reduced: [0], smoke: [0] },
  measures: { testAccuracy, rotationRatio },
  plots: [
    {
      ...panels,
      id: "rotation",
      title: "SGD turns the last layer far and the others little; Layca turns every layer",
      y: { rotation: "distance", title: "Rotation from the initial weights, 1 − cos(w, w₀)" },
    },
    {
      ...panels,
      id: "rotation-per-epoch",
      title: "How far each layer turns in an epoch",
      y: { rotation: "angle", title: "Angle turned during the epoch, degrees", unit: "degrees" },
    },
  ],
  claims: [
    {
      text: "Both methods reach a test accuracy above .93",
      judge: (results) => {
        const { value, labels } = results.lowest("testAccuracy");
        return { holds: value > 0.93, measured: `lowest ${value.toFixed(4)} (${labels.method})` };
      },
    },
    {
      text: "Under Layca layers turn more evenly: largest over smallest rotation at most a third of SGD’s",
      judge: (results) => {
        const plain = results.where({ method: "SGD" }).mean("rotationRatio");
        const even = results.where({ method: "Layca" }).mean("rotationRatio");
        return {
          holds: even <= plain / 3,
          measured: `${even.toFixed(1)} under Layca, ${plain.toFixed(1)} under SGD`,
        };
      },
    },
  ],
});
