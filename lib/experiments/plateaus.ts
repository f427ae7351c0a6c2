import type { CurvesPlot, PublishedSeries } from "../figure.js";
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

/** Training losses over the epochs, a line for each value of a label. */
export function plateauPlot(
  id: string,
  label: "log3Rate" | "alpha",
  losses: Losses,
  origin: { readonly source: string; readonly precision: string },
): CurvesPlot {
  const isRate = label === "log3Rate";
  return {
    kind: "curves",
    id,
    title: isRate
      ? "The higher the rate, the higher the loss stands until it is lowered"
      : "The more alike the layers turn, the higher the loss stands until the rate is lowered",
    panels: ["task"],
    series: { label, title: isRate ? "log₃ of the rate" : "alpha" },
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
  label: "log3Rate" | "alpha",
  values: readonly number[],
): Claim<"plateauLoss"> {
  const name = label === "alpha" ? "alpha" : "log₃ of the rate";
  return {
    text: `${task}: the loss before the first drop falls over ${name} ${values.join(", ")}`,
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
      const setting = labels.alpha === undefined ? `3^${labels.log3Rate}` : `alpha ${labels.alpha}`;
      return { holds: value < 0.15, measured: `at most ${numberText(value)} (${setting})` };
    },
  };
}
