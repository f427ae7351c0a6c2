// Compares three rates of Layca on images of one's own, as the paper's figures compare them: runs are recorded
// and not run again, pictures and a page are drawn of them.
//
//   npx tsx examples/own-study.ts FOLDER [folder for the study]      FOLDER holds train/<class>/<image>, test/<class>/<image>

import { datasets, layca, network, sgd, stepSchedule } from "layca";
import {
  atEveryScale,
  defineFigure,
  defineStudy,
  drawReport,
  reportSummary,
  reproduce,
  testAccuracy,
} from "layca/figures";

const [root = "images", directory = "own-study"] = process.argv.slice(2);

const task = {
  id: "my images",
  text: "images of my own by three convolutions",
  setting: {
    network: network
      .image({ channels: 3, height: 16, width: 16 })
      .conv2d(8, { kernelSize: 3, padding: "same", bias: false })
      .relu()
      .batchNorm({ affine: false })
      .maxPool2d(2)
      .conv2d(16, { kernelSize: 3, padding: "same", bias: false })
      .relu()
      .batchNorm({ affine: false })
      .globalAvgPool()
      .linear(2, { bias: false }),
    data: datasets.imageFolder({ root }),
    batchSize: 8,
  },
  trainings: {
    layca: {
      optimizer: layca(sgd(), { rate: 3 ** -3 }),
      schedule: stepSchedule({ milestones: [6], gamma: 0.2 }),
      epochs: 8,
    },
  },
};

const study = defineStudy({
  tasks: [task],
  methods: [{ id: "Layca", text: "Layca on SGD", training: "layca" }],
  grid: { log3Rate: [-4, -3, -2] },
  vary: ({ log3Rate }) => ({ optimizer: layca(sgd(), { rate: 3 ** log3Rate }) }),
  seeds: [0, 1],
});

const figure = defineFigure({
  id: "own-study",
  name: "My study",
  title: "Three rates on my images",
  source: "my own",
  text: "A small network of convolutions at three rates of Layca.",
  studies: atEveryScale([study]),
  measures: { testAccuracy },
  plots: [
    {
      kind: "points",
      id: "accuracy",
      title: "Test accuracy by rate",
      x: { label: "log3Rate", title: "log₃ of the rate" },
      y: { measure: "testAccuracy", title: "Test accuracy", unit: "percent" },
    },
    {
      kind: "layers",
      id: "rotation",
      title: "How far every layer turns",
      panels: ["log3Rate"],
      y: { history: "rotation.distance", title: "1 − cos(w, w₀)" },
    },
  ],
  claims: atEveryScale([
    {
      text: "Some rate tells the classes apart better than chance",
      judge: (results) => {
        const { at, value } = results.best("log3Rate", "testAccuracy");
        return { holds: value > 0.5, measured: `${value.toFixed(3)} at 3^${at}` };
      },
    },
  ]),
});

const { figures } = await reproduce([figure], { scale: "reduced", directory });
console.log(reportSummary(directory, figures, await drawReport(directory)));
