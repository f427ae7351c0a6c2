import { join } from "node:path";
import { beforeAll, describe, expect, it } from "vitest";
import { planFigure } from "../../../lib/experiments/plan.js";
import { selectFigures } from "../../../lib/experiments/select-figures.js";
import { writeCifar } from "../../support/cifar-files.js";
import { writeMnist } from "../../support/idx-files.js";
import { folderOfFile } from "../../support/temporary-folder.js";

const folder = folderOfFile();
const figures = await selectFigures(["all"]);

beforeAll(() => {
  writeMnist(join(folder, "mnist"), { train: 200, test: 40 });
  writeCifar("cifar10", join(folder, "cifar-10-batches-bin"));
  writeCifar("cifar100", join(folder, "cifar-100-binary"));
});

async function planAll() {
  const planned = [];
  for (const figure of figures) {
    const options = { scale: "reduced", threads: 1, device: "cpu", dataRoot: folder } as const;
    planned.push(await planFigure(figure, options));
  }
  return planned;
}

describe("the twelve figures", () => {
  it("share runs at reduced scale: Layca's baseline is one run of Figures 2, 4, 5 and 6", async () => {
    const planned = await planAll();
    const baseline = (id: string) =>
      planned
        .find(({ figure }) => figure.id === id)
        ?.runs.find(
          ({ labels: { task, method, log3Rate, alpha, seed } }) =>
            task === "C10-r" &&
            seed === 0 &&
            (log3Rate ?? -3) === -3 &&
            alpha === undefined &&
            (method === "Layca" || (id === "fig6" && method === "SGD")),
        )?.key;
    const keys = ["fig2", "fig4", "fig5", "fig6"].map(baseline);
    expect(keys[0]).toMatch(/^[0-9a-f]{64}$/);
    expect(new Set(keys).size).toBe(1);
    const all = planned.flatMap(({ runs }) => runs.map(({ key }) => key));
    expect(new Set(all).size).toBeLessThan(all.length);
  });

  it("tell the runs of a figure apart by their labels", async () => {
    for (const { figure, runs } of await planAll()) {
      const labels = runs.map((run) => JSON.stringify(run.labels));
      expect(new Set(labels).size, figure.id).toBe(labels.length);
    }
  });

  it("say at paper and reduced scale what must hold, and judge nothing by what is missing", async () => {
    const { Results } = await import("../../../lib/experiments/results.js");
    for (const figure of figures) {
      for (const scale of ["paper", "reduced"] as const) {
        const claims = figure.claims[scale] ?? [];
        expect(claims.length, `${figure.id} at ${scale} scale`).toBeGreaterThan(0);
        if (figure.id === "fig12") continue;
        for (const claim of claims) {
          expect(() => claim.judge(new Results([])), claim.text).toThrow(/no run has|no epochs/);
        }
      }
    }
  });
});
