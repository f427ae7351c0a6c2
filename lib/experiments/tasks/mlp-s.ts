import { datasets } from "../../data/index.js";
import { perceptron } from "../networks/perceptron.js";
import type { StudyTask } from "../study-task.js";
import { mnistMlp } from "./mnist-mlp.js";

/** MNIST-MLP reduced to a second, to see that all works. */
export const mlpS = {
  id: "MLP-s",
  text: "20 MNIST images by a perceptron of ten hidden ReLU layers, 32 units wide",
  setting: {
    ...mnistMlp.setting,
    network: perceptron(32),
    data: datasets.mnist({ perClass: 2 }),
  },
  trainings: { sgd: { ...mnistMlp.trainings.sgd, epochs: 4 } },
} as const satisfies StudyTask;
