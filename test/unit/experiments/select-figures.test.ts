import { expect, it } from "vitest";
import { selectFigures } from "../../../lib/experiments/select-figures.js";
import { asyncRefusal } from "../../support/refusal.js";

const idsOf = async (names: string[]) => (await selectFigures(names)).map(({ id }) => id);

it("selects figures by name, each once; all are those of the paper", async () => {
  expect(await idsOf(["rotation", "fig1"])).toEqual(["rotation", "fig1"]);
  const paper = await idsOf(["all"]);
  expect(paper).toEqual(Array.from({ length: 12 }, (_, index) => `fig${index + 1}`));
  expect(await idsOf(["fig1", "all", "fig1"])).toEqual(paper);
});

it("lists the known figures for a name that is unknown", async () => {
  expect(await asyncRefusal(() => selectFigures(["rotatoin"]))).toBe(
    "expected one of fig1, fig2, fig3, fig4, fig5, fig6, fig7, fig8, fig9, fig10, fig11, fig12, rotation, all but received rotatoin; did you mean rotation?",
  );
});
