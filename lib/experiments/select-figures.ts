import { closest } from "../check/closest.js";
import { InputError } from "../errors.js";
import type { Figure } from "./define-figure.js";
import fig01 from "./figures/fig01.js";
import fig02 from "./figures/fig02.js";
import fig03 from "./figures/fig03.js";
import fig10 from "./figures/fig10.js";
import fig12 from "./figures/fig12.js";
import rotation from "./figures/rotation.js";

const paperFigures: readonly Figure[] = [fig01, fig02, fig03, fig10, fig12];
const extraFigures: readonly Figure[] = [rotation];
const figures = [...paperFigures, ...extraFigures];
const published = Array.from({ length: 12 }, (_, index) => `fig${index + 1}`);

/**
 * The figures with these names; `all` stands for those of the paper.
 *
 * @throws InputError for names that are unknown or not available yet.
 */
export function selectFigures(names: readonly string[]): Figure[] {
  const selected = names.flatMap((name) => (name === "all" ? paperFigures : [figureNamed(name)]));
  return [...new Set(selected)];
}

function figureNamed(name: string): Figure {
  const figure = figures.find(({ id }) => id === name);
  if (figure) return figure;
  if (published.includes(name)) {
    throw InputError.at("", `${name} is not available yet; available: ${listOfNames()}`);
  }
  const guess = closest(name, [...figures.map(({ id }) => id), ...published, "all"]);
  const hint = guess === undefined ? "" : `; did you mean ${guess}?`;
  throw InputError.at("", `expected one of ${listOfNames()} but received ${name}${hint}`);
}

function listOfNames(): string {
  return [...figures.map(({ id }) => id), "all"].join(", ");
}
