import { existsSync } from "node:fs";
import { type Command, Option } from "commander";
import type { Figures, RunRecord } from "../record.js";
import { runInto } from "../train/run-directory.js";
import { runFiles } from "../train/run-files.js";
import { EXIT } from "./exit-status.js";
import { abortOnInterrupt } from "./interrupt.js";
import { print, say } from "./output.js";
import { readRunFile } from "./run-file.js";
import { showProgress } from "./train-progress.js";

interface Options {
  readonly out: string;
  readonly set: readonly string[];
  readonly resume?: boolean;
  readonly force?: boolean;
  readonly tensorboard?: boolean;
  readonly json?: boolean;
}

/** `layca train RUN.json --out DIR`: one run, recorded in a folder. */
export function registerTrain(program: Command): void {
  program
    .command("train")
    .description("execute a run file and record it in a folder")
    .argument("<run>", "run file (JSON)")
    .requiredOption("--out <dir>", "folder for record.json, history.jsonl and the weights")
    .option(
      "--set <path=value>",
      "change a field of the run file, as in --set epochs=3; may be repeated",
      (value: string, all: readonly string[]) => [...all, value],
      [],
    )
    .option(
      "--resume",
      "go on from the folder's checkpoint: with a run that was cut off, or to more epochs",
    )
    .addOption(new Option("--force", "replace the run that the folder holds").conflicts("resume"))
    .option("--tensorboard", "also write a TensorBoard event file, once the run has ended")
    .option("--json", "print the record as JSON")
    .action(trainCommand);
}

async function trainCommand(file: string, options: Options): Promise<void> {
  const spec = await readRunFile(file, options.set);
  using interrupt = abortOnInterrupt("finishing the step in hand; interrupt again to end at once");
  using progress = showProgress(spec.epochs);
  const { record, recorded } = await runInto(options.out, spec, {
    signal: interrupt.signal,
    resume: options.resume ?? false,
    force: options.force ?? false,
    onProgress: progress.show,
    onNotice: say,
  });
  progress.end();
  if (recorded)
    say(`${options.out} holds this run already (${record.status}); --force runs it again`);
  if (options.tensorboard) await writeEvents(options.out);
  print(options.json ? JSON.stringify(record) : summary(record, options.out));
  process.exitCode = statusOf(record);
}

async function writeEvents(directory: string): Promise<void> {
  const { writeRunTensorboard } = await import("../report/tensorboard.js");
  say(`tensorboard --logdir ${await writeRunTensorboard(directory)}`);
}

function statusOf(record: RunRecord): number {
  if (record.status === "failed") return EXIT.failed;
  return record.status === "interrupted" ? EXIT.interrupted : EXIT.done;
}

function summary(record: RunRecord, directory: string): string {
  const last = record.history.at(-1);
  const lines = [
    `${record.status} after ${record.step ?? last?.step ?? 0} steps in ${record.seconds.toFixed(1)} s${record.reason ? `: ${record.reason}` : ""}`,
  ];
  if (last) lines.push(`train ${figures(last.train)}`);
  if (last?.validation) lines.push(`validation ${figures(last.validation)}`);
  if (record.test) lines.push(`test ${figures(record.test)}`);
  const goesOn = record.status === "interrupted" && existsSync(runFiles(directory).checkpoint);
  lines.push(`recorded in ${directory}${goesOn ? "; --resume goes on from there" : ""}`);
  return lines.join("\n");
}

function figures({ loss, accuracy, top5Accuracy }: Figures): string {
  const share = (value: number) => `${(100 * value).toFixed(2)} %`;
  return [
    `loss ${loss.toPrecision(4)}`,
    ...(accuracy === undefined ? [] : [`accuracy ${share(accuracy)}`]),
    ...(top5Accuracy === undefined ? [] : [`top-5 accuracy ${share(top5Accuracy)}`]),
  ].join(", ");
}
