import { type Command, InvalidArgumentError, Option } from "commander";
import { type Reproduction, reproduce, selectFigures } from "../experiments/index.js";
import type { Scale } from "../figure.js";
import { EXIT, Interrupted } from "./exit-status.js";
import { abortOnInterrupt } from "./interrupt.js";
import { print, say } from "./output.js";
import { showRunsProgress } from "./reproduce-progress.js";
import { writeReport } from "./write-report.js";

interface Options {
  readonly scale: Scale;
  readonly out: string;
  readonly jobs?: number;
  readonly data?: string;
  readonly device: string;
  readonly tensorboard?: boolean;
  readonly json?: boolean;
}

/** `layca reproduce FIG…`: runs what the figures ask for and is not recorded yet, and draws them. */
export function registerReproduce(program: Command): void {
  program
    .command("reproduce")
    .description("reproduce figures of the paper, beside the published numbers")
    .argument("<figures...>", "fig1 to fig12, rotation, or all (the twelve of the paper)")
    .addOption(
      new Option(
        "--scale <scale>",
        "smoke: seconds; reduced: minutes; paper: the published settings",
      )
        .choices(["smoke", "reduced", "paper"])
        .default("reduced"),
    )
    .requiredOption(
      "--out <dir>",
      "folder for records and pictures; runs it holds are not run again",
    )
    .option("--jobs <n>", "runs at once, on cores ÷ n threads each (default: one a core)", jobCount)
    .option("--data <dir>", "folder of the data sets (default: where `layca data` puts them)")
    .option("--device <device>", "cpu, cuda or cuda:N", "cpu")
    .option("--tensorboard", "also write TensorBoard event files of every run")
    .option("--json", "print what was measured as JSON")
    .action(reproduceCommand);
}

async function reproduceCommand(names: readonly string[], options: Options): Promise<void> {
  const figures = await selectFigures(names);
  const done = await run(figures, options);
  const { files, summary } = await writeReport(options.out, options, done.figures);
  print(options.json ? JSON.stringify({ figures: done.figures, ...files }) : summary);
  if (failures(done) > 0) process.exitCode = EXIT.failed;
}

async function run(
  figures: Awaited<ReturnType<typeof selectFigures>>,
  { scale, out, jobs, data, device }: Options,
): Promise<Reproduction> {
  using interrupt = abortOnInterrupt("stopping the runs in hand; interrupt again to end at once");
  using progress = showRunsProgress();
  const done = await reproduce(figures, {
    scale,
    directory: out,
    device,
    ...(jobs === undefined ? {} : { jobs }),
    ...(data === undefined ? {} : { dataRoot: data }),
    signal: interrupt.signal,
    onProgress: progress.show,
    onNotice: say,
  });
  progress.end();
  if (done.interrupted) {
    say(`interrupted; recorded in ${out}: ${runsText(done.recorded + done.executed)}`);
    throw new Interrupted("the same command goes on from there");
  }
  say(`${runsText(done.executed)} executed, ${done.recorded} recorded before`);
  return done;
}

/** Runs without a result: no record, or one that says it failed. */
function failures({ figures }: Reproduction): number {
  const runs = figures.flatMap((figure) => figure.runs);
  return runs.filter(({ status }) => status === "missing" || status === "failed").length;
}

function runsText(count: number): string {
  return count === 1 ? "1 run" : `${count} runs`;
}

function jobCount(text: string): number {
  const count = Number(text);
  if (!Number.isInteger(count) || count < 1 || count > 1024) {
    throw new InvalidArgumentError(`expected an integer from 1 to 1024 but received ${text}`);
  }
  return count;
}
