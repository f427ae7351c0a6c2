import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, it } from "vitest";
import fig01 from "../../../lib/experiments/figures/fig01.js";
import { type PlannedFigure, planFigure } from "../../../lib/experiments/plan.js";
import { figureText, type Outcome, storeFigure } from "../../../lib/experiments/store-figure.js";
import type { RunRecord } from "../../../lib/record.js";
import { readFigure } from "../../../lib/report/stored-figure.js";
import { writeMnist } from "../../support/idx-files.js";
import { asyncRefusal } from "../../support/refusal.js";
import { sampleFig1, sampleRecord } from "../../support/sample-report.js";

let directory: string;
let planned: PlannedFigure;
beforeAll(async () => {
  directory = mkdtempSync(join(tmpdir(), "layca-"));
  writeMnist(directory, { train: 60, test: 40 });
  const options = { scale: "smoke", threads: 1, device: "cpu", dataRoot: directory } as const;
  planned = await planFigure(fig01, options);
});
afterAll(() => rmSync(directory, { recursive: true }));

function outcomes(): Map<string, Outcome> {
  return new Map(planned.runs.map(({ key }) => [key, { record: sampleRecord(key, 0) }]));
}

it("stores what the report reads: measures, claims with their numbers, data, machine, versions", async () => {
  const stored = await storeFigure(directory, planned, outcomes(), "smoke");
  expect(readFigure(join(directory, "fig1", "figure.json"))).toEqual(stored);
  expect(stored).toMatchObject({
    id: "fig1",
    scale: "smoke",
    data: "MNIST: 20 of 60 training images (2 of each class), 40 test images",
    seeds: [0],
    versions: { layca: "0.1.0", libtorch: "2.11.0", node: "20.20.0" },
    machine: "Example CPU, 1 thread a run",
    seconds: 35,
    date: "2026-01-31T10:00:00.000Z",
  });
  expect(stored.runs[3]).toMatchObject({
    labels: { layer: 3, seed: 0 },
    status: "finished",
    values: { testAccuracy: 0.94 },
  });
  expect(stored.claims.map(({ holds, measured }) => [holds, measured])).toEqual([
    [false, "lowest 93.3 % (layer 0, seed 0); the mean of its seeds 93.3 %"],
    [false, "0.9400 − 0.9400 = 0.0000"],
  ]);
});

it("says of a run without a record why, and judges nothing by what is missing", async () => {
  const some = outcomes();
  some.set(planned.runs[9]?.key ?? "", { reason: "out of memory" });
  const stored = await storeFigure(directory, planned, some, "smoke");
  expect(stored.runs[9]).toMatchObject({ status: "missing", reason: "out of memory", values: {} });
  expect(stored.claims.map(({ holds, measured }) => [holds, measured])).toEqual([
    [false, "nothing to judge by: 1 of 10 runs lacks trainAccuracy"],
    [false, "nothing to judge by: no run has testAccuracy"],
  ]);
});

it("judges the others where a judge fails, and names the measure that fails", async () => {
  const boom = () => {
    throw new Error("boom");
  };
  const claims = { smoke: [{ text: "odd", judge: boom }, ...(fig01.claims.smoke ?? [])] };
  const judged = { ...planned, figure: { ...planned.figure, claims } };
  const { claims: stored } = await storeFigure(directory, judged, outcomes(), "smoke");
  expect(stored[0]).toEqual({ text: "odd", holds: false, measured: "its judge failed: boom" });
  expect(stored).toHaveLength(3);
  const measured = { ...planned, figure: { ...planned.figure, measures: { spread: boom } } };
  expect(await asyncRefusal(() => storeFigure(directory, measured, outcomes(), "smoke"))).toMatch(
    /^figure fig1: measures\.spread: failed on run [0-9a-f]{12}: boom$/,
  );
});

it("stores what is measured of every layer, for plots that need no record then", async () => {
  const layerMeasures = {
    last: ({ history }: RunRecord) => history.at(-1)?.rotation?.distance,
    none: () => undefined,
    infinite: () => [1, Number.POSITIVE_INFINITY],
  };
  const figure = { ...planned, figure: { ...planned.figure, layerMeasures } };
  await storeFigure(directory, figure, outcomes(), "smoke");
  const [run] = readFigure(join(directory, "fig1", "figure.json")).runs;
  const last = sampleRecord("", 0).history.at(-1)?.rotation?.distance;
  expect(run?.layerValues).toEqual({ last });
});

it("writes the numbers of a list on one line, and leaves texts alone", () => {
  const figure = { ...sampleFig1(), text: "[\n  1,\n  2 ]  [  3 ]", seeds: [0, -1.5, 1e-7] };
  const text = figureText(figure);
  expect(JSON.parse(text)).toEqual(figure);
  expect(text).toContain('"seeds": [ 0, -1.5, 1e-7 ],\n');
});
