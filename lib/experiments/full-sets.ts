import { imageSetOf } from "../data/index.js";
import { InputError, type InputIssue } from "../errors.js";
import { countImages } from "./data-counts.js";
import type { PlannedRun } from "./plan.js";

/** How many images the sets have that the paper trains on: `[training, test]`. */
const published: Readonly<Record<string, readonly [training: number, test: number]>> = {
  mnist: [60_000, 10_000],
  cifar10: [50_000, 10_000],
  cifar100: [50_000, 10_000],
  tinyImageNet: [100_000, 10_000],
};

/**
 * Published settings on a part of the data would give numbers that compare with nothing.
 *
 * @throws InputError that names every set of which only a part is there.
 */
export function requireFullSets(runs: readonly PlannedRun[]): void {
  const issues = new Map<string, InputIssue>();
  for (const { spec } of runs) {
    const { data } = spec;
    if (data.kind === "safetensors" || data.kind === "tensors" || issues.has(data.kind)) continue;
    const whole = published[data.kind];
    if (whole === undefined) continue;
    const { training, test } = countImages(data);
    if (training === whole[0] && test === whole[1]) continue;
    issues.set(data.kind, {
      path: `${imageSetOf(data).title} in ${data.root}`,
      message:
        `expected the set in full at paper scale, ${imagesText(...whole)}, but received ` +
        `${imagesText(training, test)}; \`layca data ${data.kind}\` fetches it, --scale reduced takes parts`,
    });
  }
  if (issues.size > 0) throw new InputError([...issues.values()]);
}

function imagesText(training: number, test: number): string {
  return `${training.toLocaleString("en-US")} training and ${test.toLocaleString("en-US")} test images`;
}
