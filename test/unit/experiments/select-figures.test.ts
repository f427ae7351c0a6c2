import { expect, it } from "vitest";
import { selectFigures } from "../../../lib/experiments/select-figures.js";
import { refusal } from "../../support/refusal.js";

it("selects figures by name, each once; all are those of the paper", () => {
  expect(selectFigures(["rotation", "fig1"]).map(({ id }) => id)).toEqual(["rotation", "fig1"]);
  const paper = selectFigures(["all"]).map(({ id }) => id);
  expect(paper).toEqual(Array.from({ length: 12 }, (_, index) => `fig${index + 1}`));
  expect(selectFigures(["fig1", "all", "fig1"]).map(({ id }) => id)).toEqual(paper);
});

it("lists the known figures for a name that is unknown", () => {
  expect(refusal(() => selectFigures(["rotatoin"]))).toBe(
    "expected one of fig1, fig2, fig3, fig4, fig5, fig6, fig7, fig8, fig9, fig10, fig11, fig12, rotation, all but received rotatoin; did you mean rotation?",
  );
});
