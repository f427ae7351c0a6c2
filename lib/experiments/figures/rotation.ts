import { datasets } from "../../data/index.js";
import { layca, sgd, stepSchedule } from "../../optim/index.js";
import { atEveryScale, type Claim, defineFigure, defineStudy } from "../define-figure.js";
import { rotationRatio, testAccuracy } from "../measures.js";
import { perceptron } from "../networks/perceptron.js";
import type { StudyTask } from "../study-task.js";

/** The perceptron of Figure 1, all of its layers trained on so many images. */
function mnistTask(units: number, images: number, epochs: number, milestone: number) {
  const time = { epochs, schedule: stepSchedule({ milestones: [milestone], gamma: 0.2 }) };
  return {
    id: `MNIST-MLP-${images}`,
    text: `${images} MNIST images by a perceptron of ten hidden ReLU layers`,
    setting: {
      network: perceptron(units),
      data: datasets.mnist({ limit: images }),
      batchSize: 128,
      record: { every: "epoch" },
    },
    trainings: {
      sgd: { ...time, optimizer: sgd({ lr: 3 ** -2 }) },
      layca: { ...time, optimizer: layca(sgd(), { rate: 3 ** -4, others: "frozen" }) },
    },
  } as const satisfies StudyTask;
}

const mnist6000 = mnistTask(784, 6000, 12, 9);
const mnist40 = mnistTask(32, 40, 3, 2);

const study = (task: StudyTask) =>
  defineStudy({
    tasks: [task],
    methods: [
      { id: "SGD", text: "SGD, lr 3⁻², without momentum", training: "sgd" },
      { id: "Layca", text: "Layca on SGD, rate 3⁻⁴, biases frozen", training: "layca" },
    ],
    seeds: [0],
  });

const panels = {
  kind: "layers",
  panels: ["method"],
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
  studies: {
    paper: [study(mnist6000)],
    reduced: [study(mnist6000)],
    smoke: [study(mnist40)],
  },
  measures: { testAccuracy, rotationRatio },
  plots: [
    {
      ...panels,
      id: "rotation",
      title: "SGD turns the last layer far and the others little; Layca turns every layer",
      y: {
        history: "rotation.distance",
        title: "Rotation from the initial weights, 1 − cos(w, w₀)",
      },
    },
    {
      ...panels,
      id: "rotation-per-epoch",
      title: "How far each layer turns in an epoch",
      y: {
        history: "rotation.angle",
        title: "Angle turned during the epoch, degrees",
        unit: "degrees",
      },
    },
  ],
  claims: atEveryScale<readonly Claim<"testAccuracy" | "rotationRatio">[]>([
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
  ]),
});
