import { describeNetwork } from "../nn/index.js";
import type { ScheduleSpec } from "../optim/index.js";
import type { RunSpec } from "../train/run-spec.js";
import type { Study } from "./define-figure.js";
import type { PlannedFigure } from "./plan.js";

/** The settings that a reader of the figure wants to see first, as name and value. */
export function settingsText(
  { runs }: PlannedFigure,
  studies: readonly Study[],
): [name: string, value: string][] {
  const tasks = new Map(studies.flatMap(({ tasks }) => tasks.map((task) => [task.id, task])));
  const methods = new Map(studies.flatMap(({ methods }) => methods.map((each) => [each.id, each])));
  const [first] = runs;
  return [
    ...[...tasks.values()].flatMap(({ id, text }): [string, string][] => {
      const spec = runs.find(({ labels }) => labels.task === id)?.spec;
      return [[id, text], ...(spec ? trainingText(spec) : [])];
    }),
    ...[...methods.values()].map(({ id, text }): [string, string] => [id, text]),
    ...(first ? [["Precision", precisionText(first.spec)] satisfies [string, string]] : []),
  ];
}

/** What all of a task's runs have in common, read off one of them. */
function trainingText(spec: RunSpec): [string, string][] {
  return [
    ["Network", networkText(spec.network)],
    ["Training", `${spec.epochs} epochs, batches of ${spec.batchSize}, ${spec.loss.kind}`],
    ["Schedule", scheduleText(spec.schedule)],
  ];
}

function precisionText({ precision, device, threads }: RunSpec): string {
  return `${precision} on ${device}, ${threadsText(threads)} a run`;
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
