import { sgd } from "../../optim/index.js";
import { type Claim, defineFigure, defineStudy } from "../define-figure.js";
import { between, both, exceeds, numberText } from "../judgements.js";
import { l2Raises, l2Restores, l2Settles } from "../l2-claims.js";
import {
  medianStepAngle,
  normGrowth,
  plateauAngle,
  rotationRatio,
  stepAngles,
  testAccuracy,
} from "../measures.js";
import { accuraciesPlot, distancesPlot, inUnit } from "../plots.js";
import { fig04Curves } from "../published/fig04-curves.js";
import { fig04EpochRotations } from "../published/fig04-epoch-rotations.js";
import { fig04GradientNorms } from "../published/fig04-gradient-norms.js";
import { fig04WeightNorms } from "../published/fig04-weight-norms.js";
import { publishedLayca } from "../published-layca.js";
import { paperFigure } from "../source.js";
import type { StudyTask } from "../study-task.js";
import { c10Cnn1 } from "../tasks/c10-cnn1.js";
import { c10Cnn2 } from "../tasks/c10-cnn2.js";
import { c10R } from "../tasks/c10-r.js";
import { c10S } from "../tasks/c10-s.js";
import { c100R } from "../tasks/c100-r.js";
import { c100Resnet } from "../tasks/c100-resnet.js";
import { c100Wrn } from "../tasks/c100-wrn.js";
import { tinyCnn } from "../tasks/tiny-cnn.js";

const layca = { id: "Layca", text: "Layca on SGD, rate 3⁻³", training: "layca" };
const plain = { id: "SGD", text: "SGD, the task’s rate", training: "sgd" };
const decayed = { id: "SGD + L2", text: "SGD with L2 on kernels", training: "sgdL2" };

/** The ends of epochs, and every step of the last ones before a rate first drops. */
const settled = (...plateauEnds: readonly number[]) => [
  "epoch" as const,
  ...plateauEnds.map((epoch) => ({ stepsOfEpoch: epoch })),
];
/** The same, and what was published. */
const published = (...plateauEnds: readonly number[]) => [
  "firstStepOfEpoch" as const,
  ...settled(...plateauEnds),
];

const study = (task: StudyTask, seeds: readonly number[], every: ReturnType<typeof published>) =>
  defineStudy({
    tasks: [task],
    methods: [layca, plain, decayed],
    seeds,
    record: { every, gradients: true },
  });

/** SGD so strongly decayed that it is in equilibrium all along: √(2ηλ) is known. */
const tight = (lr: number, weightDecay: number) => ({
  id: `SGD ${numberText(lr)}, λ ${weightDecay}`,
  text: `SGD at lr ${numberText(lr)} with weight decay ${weightDecay}`,
  training: "sgd",
  optimizer: sgd({ lr, weightDecay }),
});
const tights = [tight(1, 2e-3), tight(3 ** -1, 6e-3)];

/** What was published beside the figure itself. */
const supplement = {
  title: "published",
  source: "the authors’ result files, SGD at rate 3⁻¹",
  precision: "exact to 4 digits, here a third of the epochs",
};
const publishedBatch = 128;
/** The angle of a distance 1 − cos. */
const degrees = (distance: number) => (180 / Math.PI) * Math.acos(1 - distance);

type Measures =
  | "testAccuracy"
  | "medianStepAngle"
  | "rotationRatio"
  | "normGrowth"
  | "plateauAngle";

/** The angle of a step at which decay takes what steps add to the norm. */
const equilibrium = ({ lr, weightDecay }: { readonly lr: number; readonly weightDecay: number }) =>
  Math.sqrt(2 * lr * weightDecay);

/** The angles that steps without momentum come to. */
const expectedAngles = [
  ...[c10Cnn1, c100Resnet, tinyCnn, c10Cnn2, c10R, c100R, c10S].map(({ id, trainings }) => ({
    where: { task: id, method: decayed.id },
    value: equilibrium(trainings.sgdL2.optimizer),
  })),
  ...tights.map(({ id, optimizer }) => ({ where: { method: id }, value: equilibrium(optimizer) })),
  { where: { method: layca.id }, value: Math.atan(publishedLayca.rate) },
];

/** That the settled rotation a step is what weight decay and rate make it. */
function inEquilibrium({ id, optimizer }: (typeof tights)[number]): Claim<Measures> {
  const expected = equilibrium(optimizer);
  return {
    text: `${id}: layers turn by √(2ηλ) = ${numberText(expected)} a step, within 8 %`,
    judge: (results) =>
      between(
        results.where({ method: id }).mean("medianStepAngle"),
        0.92 * expected,
        1.08 * expected,
      ),
  };
}

/** Figure 4: SGD with and without L2. */
export default defineFigure<Measures>({
  id: "fig4",
  name: "Figure 4",
  title: "L2 makes SGD’s layers turn alike, and generalize",
  source: paperFigure(4),
  text:
    "Weight decay shrinks what gradient steps have grown: in the balance of both every layer turns by about √(2ηλ) a " +
    "step. Test accuracy η of SGD without and with it and its difference Δη to Layca’s in percentage points, how far each " +
    "layer has turned, and the norms of weights and gradients.",
  remarks: {
    reduced:
      "Angles a step are means over the last epoch before the rate’s first drop. The output layer " +
      "lags; as the loss nears 0 gradients fade, and so does the balance.",
  },
  studies: {
    paper: [
      study(c10Cnn1, [0], published(79)),
      study(c100Resnet, [0], published(69)),
      study(tinyCnn, [0], published(69)),
      study(c10Cnn2, [0], published(24, 99)),
      study(c100Wrn, [0], published(59, 99)),
    ],
    reduced: [
      study(c10R, [0, 1, 2], settled(21)),
      study(c100R, [0, 1, 2], settled(34)),
      defineStudy({
        tasks: [c10R],
        methods: tights,
        seeds: [0],
        record: { every: settled(21), gradients: true },
      }),
    ],
    smoke: [study(c10S, [0], published(1))],
  },
  measures: { testAccuracy, medianStepAngle, rotationRatio, normGrowth, plateauAngle },
  layerMeasures: { stepAngles },
  plots: [
    accuraciesPlot("fig4-accuracy", "L2 brings SGD near Layca", fig04Curves),
    distancesPlot("fig4-distance", "Without L2 layers stop early, each at a distance of its own", {
      title: "published",
      panels: fig04Curves,
      source:
        "titles as printed; curves measured in the published bitmap by the colours of the layers, those hidden behind " +
        "others left out; C10-CNN2 from a vector figure",
      precision:
        "titles exact; curves: median error .001, 95 % within .005, with L2 within .014; C10-CNN2 within a few .001",
    }),
    {
      kind: "layerPoints",
      id: "fig4-step-angle",
      title: "With L2 a step turns every layer by about √(2ηλ)",
      panels: ["task"],
      series: { label: "method", title: "Method" },
      y: {
        layerMeasure: "stepAngles",
        title: "Mean angle of a step, the epoch before the first drop, radians",
      },
      expected: { title: "√(2ηλ); under Layca arctan ρ", levels: expectedAngles },
    },
    {
      kind: "layers",
      id: "fig4-epoch-angle",
      title: "How far each layer turns in an epoch",
      panels: ["task", "method"],
      y: { history: "rotation.angle", title: "Angle turned in an epoch, degrees", unit: "degrees" },
      published: { ...supplement, panels: inUnit(fig04EpochRotations, degrees) },
    },
    {
      kind: "layers",
      id: "fig4-weight-norm",
      title: "Norms of the weights",
      panels: ["task", "method"],
      y: { history: "rotation.norm", title: "Norm of each layer’s weights", scale: "log" },
      published: { ...supplement, panels: fig04WeightNorms },
    },
    {
      kind: "layers",
      id: "fig4-gradient-norm",
      title: "Norms of the gradients",
      panels: ["task", "method"],
      y: { history: "gradients.norm", title: "Norm of each layer’s gradient", scale: "log" },
      published: {
        ...supplement,
        source:
          `${supplement.source}: means over batches of 128, divided here by 128, since they are of losses summed over a ` +
          "batch (only so does a step’s angle, rate times gradient over weights, come to √(2ηλ) and to what turned)",
        panels: inUnit(fig04GradientNorms, (norm) => norm / publishedBatch),
      },
    },
  ],
  claims: {
    paper: [
      ...["C10-CNN1", "C100-resnet", "tiny-CNN", "C10-CNN2", "C100-WRN"].flatMap(l2Restores),
      ...["C10-CNN1", "C100-resnet", "tiny-CNN"].map(l2Settles),
    ],
    reduced: [
      l2Raises("C10-r", 0.005),
      {
        text: "C10-r: with L2 layers turn more than 1.5 times as much a step",
        judge: (results) => {
          const at = (method: string) =>
            results.where({ task: "C10-r", method }).mean("medianStepAngle");
          const [without, within] = [at("SGD"), at("SGD + L2")];
          return {
            holds: within > 1.5 * without,
            measured: `${numberText(without)} without, ${numberText(within)} with L2`,
          };
        },
      },
      ...tights.map(inEquilibrium),
      l2Raises("C100-r", 0),
      {
        text: "C100-r: Layca generalizes better than SGD with and without L2",
        judge: (results) => {
          const at = (method: string) =>
            results.where({ task: "C100-r", method }).mean("testAccuracy");
          return both(exceeds(at("Layca"), at("SGD + L2"), 0), exceeds(at("Layca"), at("SGD"), 0));
        },
      },
    ],
  },
});
