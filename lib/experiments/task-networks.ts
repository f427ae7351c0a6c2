import type { NetworkSpec } from "../nn/index.js";
import { perceptron } from "./tasks/mnist-perceptron.js";

/** The networks of the study's tasks by the tasks' published names, built when asked for. */
const networks: Readonly<Record<string, () => NetworkSpec>> = {
  "MNIST-MLP": () => perceptron(784),
};

/** The names of the tasks whose networks are known. */
export const taskNames: readonly string[] = Object.keys(networks);

/** A task's network by the task's published name, `MNIST-MLP`; undefined for any other name. */
export function taskNetwork(name: string): NetworkSpec | undefined {
  return Object.hasOwn(networks, name) ? networks[name]?.() : undefined;
}
