import { createHash } from "node:crypto";
import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import type { FigureRun, Plot, StoredFigure } from "../../lib/figure.js";
import type { HistoryEntry, RunRecord } from "../../lib/record.js";

/**
 * A directory of figures as `layca reproduce` leaves it, with made-up numbers: Figure 1 with two
 * repetitions, and the rotation of two methods over twelve epochs.
 */
export function writeSample(directory: string): { fig1: StoredFigure; rotation: StoredFigure } {
  const fig1 = sampleFig1();
  const rotation = sampleRotation();
  for (const figure of [fig1, rotation]) {
    mkdirSync(join(directory, figure.id), { recursive: true });
    writeFileSync(join(directory, figure.id, "figure.json"), JSON.stringify(figure));
    for (const [index, run] of figure.runs.entries()) writeRecord(directory, run, index);
  }
  return { fig1, rotation };
}

function writeRecord(directory: string, run: FigureRun, index: number): void {
  mkdirSync(join(directory, "runs", run.key), { recursive: true });
  const path = join(directory, "runs", run.key, "record.json");
  writeFileSync(path, JSON.stringify(sampleRecord(run.key, index)));
}

const layers = 11;
const epochs = 12;

export function sampleRecord(key: string, index: number): RunRecord {
  const history = Array.from({ length: epochs }, (_, epoch): HistoryEntry => {
    const depth = Array.from({ length: layers }, (_, layer) => 1 + (index % 2) * 0.2 * layer);
    return {
      at: "epoch",
      epoch,
      step: 47 * (epoch + 1),
      lr: 0.0123,
      train: { loss: 2 / (epoch + 1), accuracy: 1 - 0.8 / (epoch + 1) },
      rotation: {
        distance: depth.map((slope) => 0.03 * (1 - Math.exp(-0.3 * slope * (epoch + 1)))),
        angle: depth.map((slope) => 0.08 / (slope + epoch)),
      },
    };
  });
  return {
    format: "layca-record/1",
    key,
    spec: { network: { input: { kind: "vector", features: 784 }, layers: [] }, epochs, seed: 0 },
    versions,
    machine: { cpu: "Example CPU", threads: 1 },
    startedAt: "2026-01-31T10:00:00.000Z",
    seconds: 3.5,
    status: "finished",
    layers: Array.from({ length: layers }, (_, layer) => ({
      name: String(2 * layer),
      parameter: `${2 * layer}.weight`,
      shape: [784, 784],
    })),
    history,
    test: { loss: 0.3, accuracy: 0.94 },
  };
}

const versions = { layca: "0.1.0", libtorch: "2.11.0", node: "20.20.0" };
const published = [
  0.7447, 0.75982, 0.74933, 0.73116, 0.70605, 0.68272, 0.6565, 0.63084, 0.60455, 0.57519,
];

export function sampleFig1(): StoredFigure {
  const runs = [0, 1].flatMap((seed) =>
    published.map((accuracy, layer) =>
      sampleRun(
        { task: "MNIST-MLP", layer, seed },
        { testAccuracy: accuracy - 0.01 + 0.02 * seed - 0.003 * layer, trainAccuracy: 1 },
      ),
    ),
  );
  const plot: Plot = {
    kind: "points",
    id: "fig1",
    title: "Trained alone, an early layer generalizes better than a late one",
    x: { label: "layer", title: "Trained layer" },
    y: { measure: "testAccuracy", title: "Test accuracy", unit: "percent" },
    published: {
      title: "published, mean of 10",
      series: [{ x: published.map((_, layer) => layer), y: published }],
      source: "Data embedded in the plotting notebook",
      precision: "exact to 5 decimals",
    },
  };
  return sampleFigure("fig1", "Figure 1", plot.title, [plot], runs, [0, 1]);
}

export function sampleRotation(): StoredFigure {
  const runs = ["SGD", "Layca"].map((method, index) =>
    sampleRun({ task: "MNIST-MLP", method, seed: 0 }, { testAccuracy: 0.944 + 0.003 * index }),
  );
  const shared = {
    kind: "layers",
    panels: ["method"],
    note: { measure: "testAccuracy", title: "test accuracy" },
  } as const;
  const plots: Plot[] = [
    {
      ...shared,
      id: "rotation",
      title: "SGD turns the last layer far and the others little; Layca turns every layer",
      y: { history: "rotation.distance", title: "Rotation from initial weights, 1 − cos(w, w₀)" },
    },
    {
      ...shared,
      id: "rotation-per-epoch",
      title: "How far each layer turns in an epoch",
      y: {
        history: "rotation.angle",
        title: "Angle turned in the epoch, degrees",
        unit: "degrees",
      },
    },
  ];
  return sampleFigure("rotation", "Layer rotation", "How every layer rotates", plots, runs, [0]);
}

function sampleRun(labels: FigureRun["labels"], values: FigureRun["values"]): FigureRun {
  const key = createHash("sha256").update(JSON.stringify(labels)).digest("hex");
  return { key, labels, status: "finished", values };
}

function sampleFigure(
  id: string,
  name: string,
  title: string,
  plots: readonly Plot[],
  runs: readonly FigureRun[],
  seeds: readonly number[],
): StoredFigure {
  return {
    format: "layca-figure/1",
    id,
    name,
    title,
    source: "Carbonnelle and De Vleeschouwer, An experimental study of layer-level training speed",
    text: "A perceptron of eleven layers learns handwritten digits. What is drawn here is made up.",
    scale: "reduced",
    data: "MNIST: 100 of 60,000 training images (10 a class), 10,000 test images",
    seeds,
    settings: [
      ["Network", "11 linear layers, 784 wide, ReLU, biases"],
      ["Epochs", "200"],
    ],
    plots,
    claims: [
      { text: "Every run reaches 99 %", holds: true, measured: "lowest 1.000 (layer 0, seed 0)" },
      {
        text: "Layer 0 exceeds layer 9 by more than .1",
        holds: false,
        measured: ".09 <.1> & less",
      },
    ],
    runs,
    versions,
    machine: "Example CPU, 2 jobs of 1 thread",
    seconds: 75,
    date: "2026-01-31T10:00:00.000Z",
  };
}
