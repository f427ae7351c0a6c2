import { resolve } from "node:path";
import { Argument, type Command } from "commander";
import { defaultDataRoot } from "../data/index.js";
import type { HalfSummary, SetSummary } from "../data/set-summary.js";
import { showFetchProgress } from "./data-progress.js";
import { Interrupted } from "./exit-status.js";
import { abortOnInterrupt } from "./interrupt.js";
import { print, say } from "./output.js";

const names = ["mnist", "cifar10", "cifar100", "tinyImageNet"] as const;

interface Options {
  readonly root?: string;
  readonly json?: boolean;
}

/** `layca data SET [--root DIR]`: checks a set's files, which it fetches where there are none. */
export function registerData(program: Command): void {
  program
    .command("data")
    .description("fetch a data set from its own site, or check the files that are there")
    .addArgument(new Argument("<set>", "the set").choices(names))
    .option(
      "--root <dir>",
      "folder of the set's files, or of the folder that holds them (default: in layca's cache)",
    )
    .option("--json", "print what was found as JSON")
    .action(dataCommand);
}

async function dataCommand(name: (typeof names)[number], options: Options): Promise<void> {
  const { fetchSet, isThere } = await import("../data/fetch-set.js");
  const { publishedSets } = await import("../data/published-sets.js");
  const { summarizeSet } = await import("../data/set-summary.js");
  const set = publishedSets[name];
  const root = resolve(options.root ?? defaultDataRoot());
  using interrupt = abortOnInterrupt("Interrupting …");
  using progress = showFetchProgress();
  const { signal } = interrupt;
  try {
    if (!isThere(set, root)) {
      // For tests, and for mirrors of one's own.
      const mirror = process.env.LAYCA_DATA_MIRROR;
      await fetchSet(set, root, { signal, mirror, onProgress: progress.show });
      progress.end();
      say(`${set.title} is in ${root}/${set.folder}`);
    }
    const summary = await summarizeSet(set.find(root), {
      signal,
      onProgress: (done, total) =>
        progress.show({ doing: "decoding", name: `${set.title}'s images`, done, total }),
    });
    progress.end();
    print(options.json ? JSON.stringify({ set: name, ...summary }) : report(summary));
  } catch (error) {
    if (!signal.aborted) throw error;
    throw new Interrupted("interrupted; the next `layca data` goes on with what was downloaded");
  }
}

function report({ title, folder, shape, train, test }: SetSummary): string {
  const size = `${shape[0] === 1 ? "grey" : "colour"}, ${shape[2]} × ${shape[1]} pixels`;
  return [
    `${title}: ${folder}`,
    `${train.perClass.length} classes, ${size}`,
    halfText("training", train),
    ...(test ? [halfText("test", test)] : []),
  ].join("\n");
}

/** `60,000 training images: 5923 6742 … of the classes in turn`, or `50 of each class`. */
function halfText(which: string, { count, perClass }: HalfSummary): string {
  const [first] = perClass;
  const each = perClass.every((images) => images === first)
    ? `${first} of each class`
    : `${perClass.join(" ")} of the classes in turn`;
  return `${count.toLocaleString("en-US")} ${which} images: ${each}`;
}
