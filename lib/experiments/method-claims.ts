import type { Claim } from "./define-figure.js";
import { exceeds } from "./judgements.js";

/** That on a task one method generalizes better than another by more than a margin of test accuracy. */
export function outdoes(
  text: string,
  {
    task,
    better,
    worse,
    margin,
  }: Readonly<Record<"task" | "better" | "worse", string>> & {
    readonly margin: number;
  },
): Claim<"testAccuracy"> {
  return {
    text,
    judge: (results) => {
      const at = (method: string) => results.where({ task, method }).mean("testAccuracy");
      return exceeds(at(better), at(worse), margin);
    },
  };
}
