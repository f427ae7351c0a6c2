import type { StudyTask } from "./study-task.js";

/** The study's tasks as published, then the reduced ones; built when asked for, since that takes a moment. */
const tasks: Readonly<Record<string, () => Promise<StudyTask>>> = {
  "C10-CNN1": async () => (await import("./tasks/c10-cnn1.js")).c10Cnn1,
  "C100-resnet": async () => (await import("./tasks/c100-resnet.js")).c100Resnet,
  "tiny-CNN": async () => (await import("./tasks/tiny-cnn.js")).tinyCnn,
  "C10-CNN2": async () => (await import("./tasks/c10-cnn2.js")).c10Cnn2,
  "C100-WRN": async () => (await import("./tasks/c100-wrn.js")).c100Wrn,
  "MNIST-MLP": async () => (await import("./tasks/mnist-mlp.js")).mnistMlp,
  "C10-r": async () => (await import("./tasks/c10-r.js")).c10R,
  "C100-r": async () => (await import("./tasks/c100-r.js")).c100R,
  "MLP-r": async () => (await import("./tasks/mlp-r.js")).mlpR,
};

/** The names of the study's tasks. */
export const taskNames: readonly string[] = Object.keys(tasks);

/** A task by its name, `C10-CNN1`; undefined for any other name. */
export async function studyTask(name: string): Promise<StudyTask | undefined> {
  return Object.hasOwn(tasks, name) ? await tasks[name]?.() : undefined;
}
