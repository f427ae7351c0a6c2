import type { Claim } from "./define-figure.js";
import { numberText } from "./judgements.js";
import { alike, outdoes } from "./method-claims.js";
import { turnMoreEvenly } from "./rotation-claims.js";

// Claims on SGD without and with L2, the methods `SGD` and `SGD + L2`, beside Layca.

/** That L2 raises SGD’s accuracy on a task by more than a margin. */
export const l2Raises = (task: string, margin: number) =>
  outdoes(`${task}: L2 raises SGD’s accuracy${margin > 0 ? ` by more than ${margin}` : ""}`, {
    task,
    better: "SGD + L2",
    worse: "SGD",
    margin,
  });

/** What the paper states of L2 on each of its tasks: it brings accuracy near Layca’s, and turns layers alike. */
export const l2Restores = (task: string): Claim<"testAccuracy" | "rotationRatio">[] => [
  l2Raises(task, 0.01),
  outdoes(`${task}: without L2 SGD generalizes worse than Layca by more than .025`, {
    task,
    better: "Layca",
    worse: "SGD",
    margin: 0.025,
  }),
  alike(`${task}: with L2 it comes within .015 of Layca`, {
    task,
    methods: ["Layca", "SGD + L2"],
    margin: 0.015,
  }),
  turnMoreEvenly(
    `${task}: with L2 layers end more evenly turned than without`,
    { task, method: "SGD + L2" },
    [{ task, method: "SGD" }],
    1,
  ),
];

/** That decay keeps weights small and layers turning until the rate is lowered. */
export const l2Settles = (task: string): Claim<"normGrowth" | "plateauAngle"> => ({
  text: `${task}: before the first drop weights have grown without L2, shrunk with it; layers turn by less than 2° an epoch without it, by more than 10° with it`,
  judge: (results) => {
    const at = (method: string, measure: "normGrowth" | "plateauAngle") =>
      results.where({ task, method }).mean(measure);
    const growth = [at("SGD", "normGrowth"), at("SGD + L2", "normGrowth")] as const;
    const turned = ["SGD", "SGD + L2"].map(
      (method) => (180 / Math.PI) * at(method, "plateauAngle"),
    );
    const [without = Number.NaN, within = Number.NaN] = turned;
    return {
      holds: growth[0] > 1 && growth[1] < 1 && without < 2 && within > 10,
      measured:
        `norms times ${growth.map(numberText).join(" and ")}, ` +
        `${turned.map(numberText).join("° and ")}° an epoch`,
    };
  },
});
