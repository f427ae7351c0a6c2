import type { Claim } from "./define-figure.js";
import { exceeds, numberText } from "./judgements.js";

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

/** That on a task some methods generalize alike: their mean test accuracies lie within a margin. */
export function alike(
  text: string,
  {
    task,
    methods,
    margin,
  }: { readonly task: string; readonly methods: readonly string[]; readonly margin: number },
): Claim<"testAccuracy"> {
  return {
    text,
    judge: (results) => {
      const all = methods.map((method) => results.where({ task, method }).mean("testAccuracy"));
      return {
        holds: Math.max(...all) - Math.min(...all) < margin,
        measured: all.map(numberText).join(", "),
      };
    },
  };
}
