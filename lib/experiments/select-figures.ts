import { closest } from "../check/closest.js";
import { InputError } from "../errors.js";
import type { Figure } from "./define-figure.js";
import fig01 from "./figures/fig01.js";
import fig02 from "./figures/fig02.js";
import fig03 from "./figures/fig03.js";
import fig04 from "./figures/fig04.js";
import fig05 from "./figures/fig05.js";
import fig06 from "./figures/fig06.js";
import fig07 from "./figures/fig07.js";
import fig08 from "./figures/fig08.js";
import fig09 from "./figures/fig09.js";
import fig10 from "./figures/fig10.js";
import fig11 from "./figures/fig11.js";
import fig12 from "./figures/fig12.js";
import rotation from "./figures/rotation.js";

const paperFigures: readonly Figure[] = [
  fig01,
  fig02,
  fig03,
  fig04,
  fig05,
  fig06,
  fig07,
  fig08,
  fig09,
  fig10,
  fig11,
  fig12,
];
const extraFigures: readonly Figure[] = [rotation];
const figures = [...paperFigures, ...extraFigures];

/**
 * The figures with these names; `all` stands for those of the paper.
 *
 * @throws InputError for names that are unknown.
 */
export function selectFigures(names: readonly string[]): Figure[] {
  const selected = names.flatMap((name) => (name === "all" ? paperFigures : [figureNamed(name)]));
  return [...new Set(selected)];
}

function figureNamed(name: string): Figure {
  const figure = figures.find(({ id }) => id === name);
  if (figure) return figure;
  const guess = closest(name, [...figures.map(({ id }) => id), "all"]);
  const hint = guess === undefined ? "" : `; did you mean ${guess}?`;
  throw InputError.at("", `expected one of ${listOfNames()} but received ${name}${hint}`);
}

function listOfNames(): string {
  return [...figures.map(({ id }) => id), "all"].join(", ");
}
