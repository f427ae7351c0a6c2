import { defineFigure } from "../define-figure.js";
import { keptLoss, plateauLoss } from "../measures.js";
import { lossesDrop, plateauPlot, plateauStudies, plateausFall } from "../plateaus.js";
import { fig10 as published } from "../published/fig10.js";
import { paperFigure } from "../source.js";
import { c10Cnn1 } from "../tasks/c10-cnn1.js";
import { c10R } from "../tasks/c10-r.js";
import { c10S } from "../tasks/c10-s.js";
import { c100R } from "../tasks/c100-r.js";
import { c100Resnet } from "../tasks/c100-resnet.js";

const rates = [-3, -3.2, -3.4, -3.6, -3.8, -4];
const negative = [0, -0.1, -0.2, -0.3, -0.4, -0.6];
const positive = [0, 0.1, 0.2, 0.3, 0.4, 0.6];
const halfPowers = [-1, -1.5, -2, -2.5, -3, -3.5, -4];
const losses = (label: "log3Rate" | "alpha") => ({
  "C10-CNN1": published["C10-CNN1"][label],
  "C100-resnet": published["C100-resnet"][label],
});

/** Figure 10: plateaus of the training loss of C10-CNN1 and C100-resnet. */
export default defineFigure({
  id: "fig10",
  name: "Figure 10",
  title: "Two more tasks whose training loss stands highest where it generalizes best",
  source: paperFigure(10),
  text: "As Figure 3, on C10-CNN1 with first layers favoured and on C100-resnet with last ones favoured.",
  remarks: {
    reduced:
      "Alpha varies at rate 3⁻² on C10-r. On C100-r plateaus by alpha cannot be seen: at −.6 and .6 the loss stands " +
      "above that of 0.",
  },
  studies: {
    paper: [
      ...plateauStudies({ tasks: [c10Cnn1], log3Rates: rates, alphas: negative }),
      ...plateauStudies({ tasks: [c100Resnet], log3Rates: rates, alphas: positive }),
    ],
    reduced: [
      ...plateauStudies({
        tasks: [c10R],
        log3Rates: halfPowers,
        alphas: [-0.6, -0.2, 0, 0.2, 0.6],
        alphasAt: -2,
        alphaSeeds: [0, 1, 2],
        time: { epochs: 24, drop: 22 },
      }),
      ...plateauStudies({ tasks: [c100R], log3Rates: [-2, -3], alphas: [-0.6, 0, 0.6] }),
    ],
    smoke: plateauStudies({ tasks: [c10S], log3Rates: [-1, -3], alphas: [0, 0.6] }),
  },
  measures: { plateauLoss, keptLoss },
  plots: [
    plateauPlot("fig10-rate", "log3Rate", losses("log3Rate"), published),
    plateauPlot("fig10-alpha", "alpha", losses("alpha"), published),
  ],
  claims: {
    paper: [
      plateausFall("C10-CNN1", "log3Rate", rates),
      plateausFall("C10-CNN1", "alpha", negative),
      plateausFall("C100-resnet", "log3Rate", rates),
      plateausFall("C100-resnet", "alpha", positive),
      lossesDrop("C10-CNN1"),
      lossesDrop("C100-resnet"),
    ],
    reduced: [
      plateausFall("C10-r", "log3Rate", halfPowers),
      plateausFall("C10-r", "alpha", [0, 0.2, 0.6]),
      plateausFall("C10-r", "alpha", [0, -0.2, -0.6]),
      plateausFall("C100-r", "log3Rate", [-2, -3]),
    ],
  },
});
