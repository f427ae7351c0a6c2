import { expect, it } from "vitest";
import { selectFigures } from "../../../lib/experiments/select-figures.js";
import { refusal } from "../../support/refusal.js";

it("selects figures by name, each once; all are those of the paper", () => {
  expect(selectFigures(["rotation", "fig1"]).map(({ id }) => id)).toEqual(["rotation", "fig1"]);
  const paper = selectFigures(["all"]).map(({ id }) => id);
  expect(paper).toContain("fig12");
  expect(paper).not.toContain("rotation");
  expect(selectFigures(["fig1", "all", "fig1"]).map(({ id }) => id)).toEqual(paper);
});

it("says which figures of the paper are not available yet", () => {
  expect(refusal(() => selectFigures(["fig4"]))).toBe(
    "fig4 is not available yet; available: fig1, fig2, fig3, fig10, fig12, rotation, all",
  );
});

it("lists the known figures for a name that is unknown", () => {
  expect(refusal(() => selectFigures(["rotatoin"]))).toBe(
    "expected one of fig1, fig2, fig3, fig10, fig12, rotation, all but received rotatoin; did you mean rotation?",
  );
});
