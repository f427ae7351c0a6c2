import type { CurvesPlot, Labels, PublishedSeries } from "../figure.js";
import { stepSchedule } from "../optim/index.js";
import { type Claim, defineStudy, type Study } from "./define-figure.js";
import { falls, numberText } from "./judgements.js";
import { laycaAt } from "./published-layca.js";
import type { StudyTask } from "./study-task.js";

// What Figures 3 and 10 have in common: training losses that stand still until the rate is lowered.

/** What a study of plateaus varies. */
export interface PlateauSetting {
  readonly tasks: readonly StudyTask[];
  readonly log3Rates: readonly number[];
  readonly alphas: readonly number[];
  /** The rate at which alpha varies; default −3. */
  readonly alphasAt?: number;
  /** Of the alphas, whose plateaus may lie near one another; default: one. */
  readonly alphaSeeds?: readonly number[];
  /** Epochs, and the one from which the rate is a fifth; default: as the task is trained. */
  readonly time?: { readonly epochs: number; readonly drop: number };
}

/** Layca at several rates, and at several alphas at one rate. */
export function plateauStudies(setting: PlateauSetting): Study[] {
  const { tasks, log3Rates, alphas, alphasAt = -3, alphaSeeds = [0], time } = setting;
  const shared = {
    tasks,
    methods: [{ id: "Layca", text: "Layca on SGD, all but kernels frozen", training: "layca" }],
    seeds: [0],
  };
  const schedule = time && {
    epochs: time.epochs,
    schedule: stepSchedule({ milestones: [time.drop], gamma: 0.2 }),
  };
  return [
    defineStudy({
      ...shared,
      grid: { log3Rate: log3Rates },
      vary: ({ log3Rate }) => ({ ...schedule, optimizer: laycaAt({ log3Rate }) }),
    }),
    defineStudy({
      ...shared,
      seeds: alphaSeeds,
      grid: { alpha: alphas },
      vary: ({ alpha }) => ({ ...schedule, optimizer: laycaAt({ log3Rate: alphasAt, alpha }) }),
    }),
  ];
}

/** Training losses by task. */
type Losses = Readonly<Record<string, Readonly<Record<string, readonly number[]>>>>;

/** What may vary: how it and a value of it are named, and what the picture shows. */
const variations = {
  log3Rate: {
    name: "log₃ of the rate",
    setting: (value: string | number) => `3^${value}`,
    title: "The higher the rate, the higher the loss stands until it is lowered",
  },
  alpha: {
    name: "alpha",
    setting: (value: string | number) => `alpha ${value}`,
    title: "The more alike the layers turn, the higher the loss stands until the rate is lowered",
  },
} as const;

type Variation = keyof typeof variations;

/** Training losses over the epochs, a line for each value of a label. */
export function plateauPlot(
  id: string,
  label: Variation,
  losses: Losses,
  origin: { readonly source: string; readonly precision: string },
): CurvesPlot<Variation | "task"> {
  const { name, title } = variations[label];
  return {
    kind: "curves",
    id,
    title,
    panels: ["task"],
    series: { label, title: name },
    y: { history: "train.loss", title: "Training loss" },
    published: {
      title: "published",
      series: Object.entries(losses).flatMap(([task, lines]) =>
        Object.entries(lines).map(
          ([value, loss]): PublishedSeries => ({
            where: { task, [label]: Number(value) },
            x: loss.map((_, epoch) => epoch + 1),
            y: loss,
          }),
        ),
      ),
      source: origin.source,
      precision: origin.precision,
    },
  };
}

/** That the losses before the first drop fall in the order of the values. */
export function plateausFall(
  task: string,
  label: Variation,
  values: readonly number[],
): Claim<"plateauLoss"> {
  return {
    text: `${task}: the loss before the first drop falls over ${variations[label].name} ${values.join(", ")}`,
    judge: (results) =>
      falls(values.map((value) => results.where({ task, [label]: value }).mean("plateauLoss"))),
  };
}

/** That at the end, at the lowered rate, every loss is a small part of what it stood at before. */
export function lossesDrop(task: string): Claim<"keptLoss"> {
  return {
    text: `${task}: once the rate is lowered every loss falls below .15 of what it was`,
    judge: (results) => {
      const { value, labels } = results.where({ task }).highest("keptLoss");
      return {
        holds: value < 0.15,
        measured: `at most ${numberText(value)} (${settingOf(labels)})`,
      };
    },
  };
}

/** What varies in a run, in words. */
function settingOf(labels: Labels): string {
  return Object.entries(variations)
    .flatMap(([label, { setting }]) => {
      const value = labels[label];
      return value === undefined ? [] : [setting(value)];
    })
    .join(", ");
}
