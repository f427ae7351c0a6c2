import { statSync } from "node:fs";
import { join } from "node:path";
import { type Command, Option } from "commander";
import type { DataSpec } from "../data/index.js";
import { InputError } from "../errors.js";
import { type EvaluatedSet, type Evaluation, evaluate } from "../train/evaluate.js";
import { loadModel } from "../train/load-model.js";
import { readRecord } from "../train/run-record.js";
import { parseRunSpec, type RunSpec } from "../train/run-spec.js";
import { print } from "./output.js";
import { readRunFile } from "./run-file.js";

interface Options {
  readonly data?: string;
  readonly weights?: string;
  readonly on: EvaluatedSet;
  readonly device?: string;
  readonly json?: boolean;
}

/** `layca evaluate RUN.json | DIR`: how trained weights do on a set. */
export function registerEvaluate(program: Command): void {
  program
    .command("evaluate")
    .description("loss, accuracy by class and confusion matrix of trained weights")
    .argument("<run>", "a run's folder, or a run file (JSON) with --weights")
    .option("--weights <file>", "safetensors file (default: the folder's final.safetensors)")
    .option("--data <path>", "folder or file of the data, in place of the run's own")
    .addOption(
      new Option("--on <set>", "which set")
        .choices(["train", "validation", "test"])
        .default("test"),
    )
    .option("--device <device>", "cpu, cuda or cuda:N (default: the run's)")
    .option("--json", "print the evaluation as JSON")
    .action(evaluateCommand);
}

async function evaluateCommand(path: string, options: Options): Promise<void> {
  const folder = statSync(path, { throwIfNoEntry: false })?.isDirectory() ?? false;
  const spec = folder ? await recordedSpec(path) : await readRunFile(path, []);
  if (spec.loss.kind !== "crossEntropy") {
    throw InputError.at(
      "loss",
      `expected crossEntropy, which classes are judged by, but received ${spec.loss.kind}`,
    );
  }
  const weights = options.weights ?? (folder ? join(path, "final.safetensors") : undefined);
  if (weights === undefined) {
    throw InputError.at(
      "--weights",
      "expected a safetensors file with a run file but it is missing",
    );
  }
  const model = loadModel(weights, {
    network: spec.network,
    device: options.device ?? spec.device,
    precision: spec.precision,
  });
  const data = options.data === undefined ? spec.data : placed(spec.data, options.data);
  const found = await evaluate(model, data, { set: options.on, seed: spec.seed });
  print(options.json ? JSON.stringify(found) : table(found));
}

async function recordedSpec(directory: string): Promise<RunSpec> {
  const record = readRecord(directory);
  if (!record)
    throw InputError.at(directory, "expected a run's folder but it holds no record.json");
  return parseRunSpec(record.spec);
}

/** The same data from another place. */
function placed(data: DataSpec, path: string): DataSpec {
  switch (data.kind) {
    case "safetensors":
      return { ...data, path };
    case "tensors":
      throw InputError.at("--data", "the run's data were tensors in memory, which have no place");
    default:
      return { ...data, root: path };
  }
}

function table({ samples, loss, accuracy, classAccuracy, confusion }: Evaluation): string {
  const percent = (fraction: number) =>
    Number.isNaN(fraction) ? "—" : (100 * fraction).toFixed(2);
  const width = Math.max(5, ...confusion.flat().map((count) => String(count).length)) + 1;
  const cell = (value: string | number) => String(value).padStart(width);
  const classes = confusion.map((_, index) => index);
  return [
    `${samples.toLocaleString("en-US")} samples: loss ${loss.toPrecision(4)}, accuracy ${percent(accuracy)} %`,
    "",
    `${cell("class")}${cell("%")} | taken for`,
    `${" ".repeat(2 * width)} |${classes.map(cell).join("")}`,
    ...confusion.map(
      (row, index) =>
        `${cell(index)}${cell(percent(classAccuracy[index] ?? Number.NaN))} |${row.map(cell).join("")}`,
    ),
  ].join("\n");
}
