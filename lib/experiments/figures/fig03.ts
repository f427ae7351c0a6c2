import { defineFigure } from "../define-figure.js";
import { keptLoss, plateauLoss } from "../measures.js";
import { lossesDrop, plateauPlot, plateauStudies, plateausFall } from "../plateaus.js";
import { fig03 as published } from "../published/fig03.js";
import { paperFigure } from "../source.js";
import { c10R } from "../tasks/c10-r.js";
import { c10S } from "../tasks/c10-s.js";
import { tinyCnn } from "../tasks/tiny-cnn.js";

const rates = [-3, -3.2, -3.4, -3.6, -3.8, -4];
const alphas = [0, 0.1, 0.2, 0.3, 0.4, 0.6];
const halfPowers = [-1, -1.5, -2, -2.5, -3, -3.5, -4];
const losses = (label: "log3Rate" | "alpha") => ({ "tiny-CNN": published["tiny-CNN"][label] });

/** Figure 3: plateaus of the training loss of tiny-CNN. */
export default defineFigure({
  id: "fig3",
  name: "Figure 3",
  title: "The better a setting generalizes, the higher its training loss stands",
  source: paperFigure(3),
  text:
    "Under Layca the training loss stops falling long before the rate is lowered. Where layers turn alike and fast, " +
    "which generalizes best, it stops highest.",
  remarks: {
    reduced:
      "Alpha varies at rate 3⁻²: at 3⁻³ the small network is undertrained where alpha is −.6.",
  },
  studies: {
    paper: plateauStudies({ tasks: [tinyCnn], log3Rates: rates, alphas }),
    reduced: plateauStudies({
      tasks: [c10R],
      log3Rates: halfPowers,
      alphas: [-0.6, -0.2, 0, 0.2, 0.6],
      alphasAt: -2,
      alphaSeeds: [0, 1, 2],
      time: { epochs: 24, drop: 22 },
    }),
    smoke: plateauStudies({ tasks: [c10S], log3Rates: [-1, -3], alphas: [0, 0.6] }),
  },
  measures: { plateauLoss, keptLoss },
  plots: [
    plateauPlot("fig3-rate", "log3Rate", losses("log3Rate"), published),
    plateauPlot("fig3-alpha", "alpha", losses("alpha"), published),
  ],
  claims: {
    paper: [
      plateausFall("tiny-CNN", "log3Rate", rates),
      plateausFall("tiny-CNN", "alpha", alphas),
      lossesDrop("tiny-CNN"),
    ],
    reduced: [
      plateausFall("C10-r", "log3Rate", halfPowers),
      plateausFall("C10-r", "alpha", [0, 0.2, 0.6]),
      plateausFall("C10-r", "alpha", [0, -0.2, -0.6]),
    ],
  },
});
