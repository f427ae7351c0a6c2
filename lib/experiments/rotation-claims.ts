import type { Labels } from "../figure.js";
import type { Claim } from "./define-figure.js";
import { numberText } from "./judgements.js";

// Claims on how evenly the layers of a run have turned: on the largest over the smallest of their final distances.

type Evenness = Claim<"rotationRatio">;

/** That under runs with these labels one layer turns more than so many times as far as another. */
export function turnUnevenly(text: string, where: Labels, times: number): Evenness {
  return {
    text,
    judge: (results) => {
      const ratio = results.where(where).mean("rotationRatio");
      return { holds: ratio > times, measured: numberText(ratio) };
    },
  };
}

/** That under runs of each of these labels no layer turns so many times as far as another. */
export function turnEvenly(text: string, each: readonly Labels[], times: number): Evenness {
  return {
    text,
    judge: (results) => {
      const ratios = each.map((where) => results.where(where).mean("rotationRatio"));
      return { holds: Math.max(...ratios) < times, measured: ratios.map(numberText).join(", ") };
    },
  };
}

/** That the ratio of others exceeds so many times that of runs with these labels. */
export function turnMoreEvenly(
  text: string,
  where: Labels,
  others: readonly Labels[],
  times: number,
): Evenness {
  return {
    text,
    judge: (results) => {
      const even = results.where(where).mean("rotationRatio");
      const ratios = others.map((other) => results.where(other).mean("rotationRatio"));
      return {
        holds: Math.min(...ratios) > times * even,
        measured: `${numberText(even)} against ${ratios.map(numberText).join(", ")}`,
      };
    },
  };
}
