import { datasets } from "../../data/index.js";
import { constantSchedule, sgd } from "../../optim/index.js";
import { perceptron } from "../networks/perceptron.js";
import type { StudyTask } from "../study-task.js";

/** Ten images of each MNIST digit by a perceptron of eleven layers, of which runs train one alone. */
export const mnistMlp = {
  id: "MNIST-MLP",
  text: "100 MNIST images by a perceptron of ten hidden ReLU layers",
  setting: {
    network: perceptron(784),
    data: datasets.mnist({ perClass: 10 }),
    batchSize: 128,
  },
  trainings: {
    sgd: { optimizer: sgd({ lr: 10 }), schedule: constantSchedule(), epochs: 4000 },
  },
} as const satisfies StudyTask;
