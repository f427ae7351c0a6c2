import type { Command } from "commander";
import { InputError } from "../errors.js";

/** `layca data SET`: fetching sets is not available yet; says how to name the files instead. */
export function registerData(program: Command): void {
  program
    .command("data")
    .description("fetch a data set or check its files (not available yet)")
    .argument("<set>", "mnist, cifar10, cifar100 or tinyImageNet")
    .option("--root <dir>", "folder of the set's files")
    .action((set: string) => {
      throw InputError.at(
        "layca data",
        `fetching ${set} is not available yet; name the folder that holds the set's own files as data.root in the run file, or by --data`,
      );
    });
}
