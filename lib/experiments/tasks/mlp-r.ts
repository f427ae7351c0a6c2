import type { StudyTask } from "../study-task.js";
import { mnistMlp } from "./mnist-mlp.js";

/** MNIST-MLP over a twentieth of its epochs. */
export const mlpR = {
  ...mnistMlp,
  id: "MLP-r",
  trainings: { sgd: { ...mnistMlp.trainings.sgd, epochs: 200 } },
} as const satisfies StudyTask;
