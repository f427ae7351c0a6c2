import { closest } from "../check/closest.js";
import { InputError } from "../errors.js";
import type { Figure } from "./define-figure.js";

type Loaded = Promise<{ readonly default: Figure }>;

/** The figures of the paper, in its order; loaded when asked for, since building their tasks takes a moment. */
const paperFigures: Readonly<Record<string, () => Loaded>> = {
  fig1: () => import("./figures/fig01.js"),
  fig2: () => import("./figures/fig02.js"),
  fig3: () => import("./figures/fig03.js"),
  fig4: () => import("./figures/fig04.js"),
  fig5: () => import("./figures/fig05.js"),
  fig6: () => import("./figures/fig06.js"),
  fig7: () => import("./figures/fig07.js"),
  fig8: () => import("./figures/fig08.js"),
  fig9: () => import("./figures/fig09.js"),
  fig10: () => import("./figures/fig10.js"),
  fig11: () => import("./figures/fig11.js"),
  fig12: () => import("./figures/fig12.js"),
};
const figures: Readonly<Record<string, () => Loaded>> = {
  ...paperFigures,
  rotation: () => import("./figures/rotation.js"),
};
const names = Object.keys(figures);

/**
 * The figures with these names; `all` stands for those of the paper.
 *
 * @throws InputError for names that are unknown.
 */
export async function selectFigures(asked: readonly string[]): Promise<Figure[]> {
  const selected = new Set(
    asked.flatMap((name) => (name === "all" ? Object.keys(paperFigures) : [known(name)])),
  );
  const loaded = await Promise.all([...selected].map((name) => figures[name]?.()));
  return loaded.flatMap((figure) => figure?.default ?? []);
}

function known(name: string): string {
  if (Object.hasOwn(figures, name)) return name;
  const choice = [...names, "all"];
  const guess = closest(name, choice);
  const hint = guess === undefined ? "" : `; did you mean ${guess}?`;
  throw InputError.at("", `expected one of ${choice.join(", ")} but received ${name}${hint}`);
}
