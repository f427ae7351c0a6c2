import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { beforeEach, expect, it } from "vitest";
import { selectFigures } from "../../../lib/experiments/select-figures.js";
import { readFigure, readFigures } from "../../../lib/report/stored-figure.js";
import { refusal } from "../../support/refusal.js";
import { sampleFig1, writeSample } from "../../support/sample-report.js";
import { temporaryFolder } from "../../support/temporary-folder.js";

const figures = await selectFigures(["all"]);

let directory: string;
beforeEach(() => {
  directory = temporaryFolder();
});

function stored(text: string): string {
  const path = join(directory, "figure.json");
  writeFileSync(path, text);
  return path;
}

it("reads what was written", () => {
  expect(readFigure(stored(JSON.stringify(sampleFig1())))).toEqual(sampleFig1());
});

it("reads every plot of the paper's figures", () => {
  for (const { id, plots } of figures) {
    const figure = { ...sampleFig1(), id, plots };
    expect(readFigure(stored(JSON.stringify(figure)))).toEqual(JSON.parse(JSON.stringify(figure)));
  }
});

it("reads the figures of a directory in the order of their names", () => {
  writeSample(directory);
  mkdirSync(join(directory, "fig10"));
  writeFileSync(
    join(directory, "fig10", "figure.json"),
    JSON.stringify({ ...sampleFig1(), id: "fig10" }),
  );
  expect(readFigures(directory).map(({ id }) => id)).toEqual(["fig1", "fig10", "rotation"]);
});

it("says what is wrong with a directory that holds no figure", () => {
  expect(refusal(() => readFigures(directory))).toBe(
    `${directory}: expected a directory that \`layca reproduce\` wrote but it holds no figure`,
  );
});

it("says what is wrong with files that are empty, cut off or something else", () => {
  const empty = stored("");
  expect(refusal(() => readFigure(empty))).toBe(
    `${empty}: expected a figure written by layca but the file is empty`,
  );
  const cut = stored(JSON.stringify(sampleFig1()).slice(0, 300));
  expect(refusal(() => readFigure(cut))).toMatch(
    /figure\.json: expected a figure written by layca but the file is no whole JSON \(.+\)$/,
  );
  const foreign = stored("[1, 2]");
  expect(refusal(() => readFigure(foreign))).toBe(
    `${foreign}: expected a figure written by layca but received [1,2]`,
  );
  const wrong = stored(JSON.stringify({ ...sampleFig1(), scale: "huge" }));
  expect(refusal(() => readFigure(wrong))).toBe(
    `${wrong}: scale: expected "smoke", "reduced" or "paper" but received "huge"`,
  );
});

it("refuses names that would lead out of the directory", () => {
  const path = stored(JSON.stringify({ ...sampleFig1(), id: "../up" }));
  expect(refusal(() => readFigure(path))).toBe(
    `${path}: id: expected a name of letters, digits, hyphens and underscores but received "../up"`,
  );
});
