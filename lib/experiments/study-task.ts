import type { OptimizerInput, ScheduleInput } from "../optim/index.js";
import type { RunSpecInput } from "../train/run-spec.js";

/** A way in which the study trains a task: with the task's setting and a seed it is a whole run. */
export interface Training {
  readonly optimizer: OptimizerInput;
  /** Default: the rate stays as it is. */
  readonly schedule?: ScheduleInput;
  readonly epochs: number;
}

/** A task of the study, as published or reduced: what is learnt, by which network, trained how. */
export interface StudyTask {
  /** As the study calls it: `C10-CNN1`. */
  readonly id: string;
  /** In words, for reports. */
  readonly text: string;
  /** What all of the task's runs have in common. */
  readonly setting: Omit<
    RunSpecInput,
    keyof Training | "trainable" | "initialWeights" | "seed" | "device" | "threads"
  >;
  /** The ways in which it is trained, by the method's name. */
  readonly trainings: Readonly<Record<string, Training>>;
}
