import { lars, sgd } from "../../optim/index.js";
import { defineFigure, defineStudy } from "../define-figure.js";
import { rotationRatio, testAccuracy } from "../measures.js";
import { alike } from "../method-claims.js";
import { accuraciesPlot, distancesPlot, taskByTask } from "../plots.js";
import { fig09Curves } from "../published/fig09-curves.js";
import { laycaCurves } from "../published/layca-curves.js";
import { publishedLayca } from "../published-layca.js";
import { turnEvenly } from "../rotation-claims.js";
import { paperFigure } from "../source.js";
import type { StudyTask } from "../study-task.js";
import { c10Cnn1, c10Cnn1Network } from "../tasks/c10-cnn1.js";
import { c10R, c10RNetwork } from "../tasks/c10-r.js";
import { c10S, c10SNetwork } from "../tasks/c10-s.js";
import { c100R, c100RNetwork } from "../tasks/c100-r.js";
import { c100Resnet, c100ResnetNetwork } from "../tasks/c100-resnet.js";
import { tinyCnn, tinyCnnNetwork } from "../tasks/tiny-cnn.js";

const larsMethod = {
  id: "LARS",
  text: "LARS on SGD, rate 3⁻³; a norm grows by at most 1e-4 of its initial value a step",
  training: "layca",
  optimizer: lars(sgd(), { rate: 3 ** -3, normGrowth: 1e-4, others: "frozen" }),
};
const layca = { id: "Layca", text: "Layca on SGD, rate 3⁻³", training: "layca" };

/** A task whose initial kernels are a quarter of the usual ones. */
const quartered = (
  task: StudyTask,
  network: (gain: number) => StudyTask["setting"]["network"],
): StudyTask => ({ ...task, setting: { ...task.setting, network: network(1 / 4) } });

const laycaUsual = {
  id: "Layca, usual weights",
  text: "Layca on SGD, rate 3⁻³, initial kernels not rescaled",
  training: "layca",
  optimizer: publishedLayca,
};

/** That both methods generalize alike. */
const close = (task: string, margin: number, scaled: string) =>
  alike(`${task}: LARS and Layca generalize alike, within ${margin}, ${scaled}`, {
    task,
    methods: ["LARS", "Layca"],
    margin,
  });

type Measures = "testAccuracy" | "rotationRatio";

/** Figure 9: LARS. */
export default defineFigure<Measures>({
  id: "fig9",
  name: "Figure 9",
  title: "LARS turns layers and generalizes as Layca does",
  source: paperFigure(9),
  text:
    "LARS scales each layer’s step to the norm of its weights, but lets norms grow, so that its rotations slow down unless " +
    "weights start small: initial kernels are a quarter of the usual ones. η is the test accuracy, Δη its difference to Layca’s " +
    "in percentage points.",
  remarks: {
    reduced:
      "Layca is compared at the same initial weights; it gains by the smaller ones itself, since no batch-norm follows the " +
      "output layer.",
  },
  studies: {
    paper: [
      defineStudy({ tasks: [c10Cnn1, c100Resnet, tinyCnn], methods: [layca], seeds: [0] }),
      defineStudy({
        tasks: [
          quartered(c10Cnn1, c10Cnn1Network),
          quartered(c100Resnet, c100ResnetNetwork),
          quartered(tinyCnn, tinyCnnNetwork),
        ],
        methods: [larsMethod],
        seeds: [0],
      }),
    ],
    reduced: [
      defineStudy({
        tasks: [quartered(c10R, c10RNetwork)],
        methods: [layca, larsMethod],
        seeds: [0, 1, 2],
      }),
      defineStudy({ tasks: [c10R], methods: [laycaUsual], seeds: [0, 1, 2] }),
      defineStudy({
        tasks: [quartered(c100R, c100RNetwork)],
        methods: [layca, larsMethod],
        seeds: [0],
      }),
    ],
    smoke: [
      defineStudy({
        tasks: [quartered(c10S, c10SNetwork)],
        methods: [layca, larsMethod],
        seeds: [0],
      }),
    ],
  },
  measures: { testAccuracy, rotationRatio },
  plots: [
    accuraciesPlot("fig9-accuracy", "LARS generalizes as Layca does", fig09Curves),
    distancesPlot("fig9-distance", "LARS turns layers as Layca does", {
      title: "published",
      panels: taskByTask([...laycaCurves, ...fig09Curves]),
      source:
        "the authors’ result file, whose differences are the printed ones; of Layca measured in the bitmap of Figure 2b",
      precision:
        "exact: 5 decimals, here 4 digits of a third of the epochs; of Layca: median error .001, 95 % within .014",
    }),
  ],
  claims: {
    paper: ["C10-CNN1", "C100-resnet", "tiny-CNN"].flatMap((task) => [
      close(task, 0.005, "LARS from weights a quarter as large"),
      turnEvenly(
        `${task}: under LARS, as under Layca, no layer turns 1.6 times as far as another`,
        [
          { task, method: "LARS" },
          { task, method: "Layca" },
        ],
        1.6,
      ),
    ]),
    reduced: [close("C10-r", 0.03, "both from weights a quarter as large")],
  },
});
