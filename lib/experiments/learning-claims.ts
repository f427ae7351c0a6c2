import type { Labels } from "../figure.js";
import type { Claim } from "./define-figure.js";

/** That each of some runs ends with at least this training accuracy. */
export function learnsItsImages(
  text: string,
  { where = {}, least }: { readonly where?: Labels; readonly least: number },
): Claim<"trainAccuracy"> {
  return {
    text,
    judge: (results) => {
      const runs = results.where(where);
      const { value, labels } = runs.lowest("trainAccuracy");
      const { seed, ...setting } = labels;
      const mean = runs.where(setting).mean("trainAccuracy");
      return {
        holds: value >= least,
        measured:
          `lowest ${percent(value)} (layer ${labels.layer}, seed ${seed}); ` +
          `the mean of its seeds ${percent(mean)}`,
      };
    },
  };
}

const percent = (fraction: number) => `${(100 * fraction).toFixed(1)} %`;
