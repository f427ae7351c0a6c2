import { describeNetwork } from "../nn/index.js";
import type { ScheduleSpec } from "../optim/index.js";
import type { PlannedFigure } from "./plan.js";

/** The settings that a reader of the figure wants to see first, as name and value. */
export function settingsText({ figure, runs }: PlannedFigure): [name: string, value: string][] {
  const spec = runs[0]?.spec;
  return [
    ...figure.tasks.map(({ text }): [string, string] => ["Task", text]),
    ...figure.methods.map(({ id, text }): [string, string] => [id, text]),
    ...(spec
      ? ([
          ["Network", networkText(spec.network)],
          ["Training", `${spec.epochs} epochs, batches of ${spec.batchSize}, ${spec.loss.kind}`],
          ["Schedule", scheduleText(spec.schedule)],
          ["Precision", `${spec.precision} on ${spec.device}, ${threadsText(spec.threads)} a run`],
        ] satisfies [string, string][])
      : []),
  ];
}

function networkText(network: Parameters<typeof describeNetwork>[0]): string {
  const { kernels, inputShape, outputShape, parameterCount } = describeNetwork(network);
  const widths = [...new Set(kernels.slice(0, -1).map(({ shape }) => shape[0]))].join(", ");
  return (
    `${kernels.length} layers with a kernel: ${inputShape.join(" × ")} inputs, ${widths} units wide, ` +
    `${outputShape.join(" × ")} outputs; ${parameterCount.toLocaleString("en-US")} parameters`
  );
}

function scheduleText(schedule: ScheduleSpec): string {
  switch (schedule.kind) {
    case "constant":
      return "constant";
    case "step":
      return `times ${schedule.gamma} from epoch ${schedule.milestones.join(", ")} on, counted from 0`;
    case "cosine":
      return `down to ${schedule.final} along a cosine over ${schedule.epochs} epochs`;
    case "warmup":
      return `warm-up over ${schedule.epochs} epochs, then ${scheduleText(schedule.then)}`;
  }
}

export function threadsText(threads: number): string {
  return threads === 1 ? "1 thread" : `${threads} threads`;
}
