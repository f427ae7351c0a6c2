import type { Command } from "commander";
import { print } from "./output.js";
import { writeReport } from "./write-report.js";

/** `layca report DIR`: draws everything again from stored records. */
export function registerReport(program: Command): void {
  program
    .command("report")
    .description("redraw everything from the records that `layca reproduce` stored")
    .argument("<dir>", "folder that `layca reproduce` wrote")
    .option("--tensorboard", "also write TensorBoard event files of every run")
    .option("--json", "print the files as JSON")
    .action(reportCommand);
}

interface Options {
  readonly tensorboard?: boolean;
  readonly json?: boolean;
}

async function reportCommand(directory: string, options: Options): Promise<void> {
  const { files, summary } = await writeReport(directory, options);
  print(options.json ? JSON.stringify(files) : summary);
}
