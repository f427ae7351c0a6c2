import type { Command } from "commander";
import { print } from "./output.js";

/** `layca report DIR`: draws everything again from stored records. */
export function registerReport(program: Command): void {
  program
    .command("report")
    .description("redraw everything from the records that `layca reproduce` stored")
    .argument("<dir>", "folder that `layca reproduce` wrote")
    .option("--json", "print the files as JSON")
    .action(reportCommand);
}

async function reportCommand(
  directory: string,
  options: { readonly json?: boolean },
): Promise<void> {
  const { drawReport, readFigures, reportSummary } = await import("../report/index.js");
  const files = await drawReport(directory);
  if (options.json) print(JSON.stringify(files));
  else print(reportSummary(directory, readFigures(directory), files));
}
