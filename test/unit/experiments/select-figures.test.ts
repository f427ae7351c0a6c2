import { expect, it } from "vitest";
import { selectFigures } from "../../../lib/experiments/select-figures.js";
import { refusal } from "../../support/refusal.js";

it("selects figures by name, each once; all are those of the paper", () => {
  expect(selectFigures(["rotation", "fig1"]).map(({ id }) => id)).toEqual(["rotation", "fig1"]);
  expect(selectFigures(["fig1", "all", "fig1"]).map(({ id }) => id)).toEqual(["fig1"]);
});

it("says which figures of the paper are not available yet", () => {
  expect(refusal(() => selectFigures(["fig2"]))).toBe(
    "fig2 is not available yet; available: fig1, rotation, all",
  );
});

it("lists the known figures for a name that is unknown", () => {
  expect(refusal(() => selectFigures(["rotatoin"]))).toBe(
    "expected one of fig1, rotation, all but received rotatoin; did you mean rotation?",
  );
});
