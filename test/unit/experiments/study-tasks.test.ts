import { readFileSync } from "node:fs";
import { expect, it } from "vitest";
import { studyTask, taskNames } from "../../../lib/experiments/index.js";
import type { StudyTask } from "../../../lib/experiments/study-task.js";
import {
  coversLayer,
  describeNetwork,
  type LayerDescription,
  type LayerSpec,
  layersInOrder,
} from "../../../lib/nn/index.js";
import { stepRule } from "../../../lib/optim/index.js";
import { parseRunSpec } from "../../../lib/train/run-spec.js";

const published = JSON.parse(
  readFileSync(new URL("../../fixtures/study-layer-names.json", import.meta.url), "utf8"),
) as Readonly<Record<string, readonly string[]>>;

const sizes = [
  ["C10-CNN1", 25, 4_307_296],
  ["C100-resnet", 34, 470_192],
  ["tiny-CNN", 11, 4_812_640],
  ["C10-CNN2", 15, 14_977_728],
  // Kernels, biases, batch-norms.
  ["C100-WRN", 29, 36_518_832 + 10_196 + 17_952],
  ["MNIST-MLP", 11, 10 * 615_440 + 7850],
  ["C10-r", 9, 74_008],
  ["C100-r", 10, 19_928],
  ["MLP-r", 11, 10 * 615_440 + 7850],
] as const;

async function task(name: string): Promise<StudyTask> {
  const found = await studyTask(name);
  if (!found) throw new Error(`expected a task named ${name}`);
  return found;
}

const tasks = await Promise.all(taskNames.map(task));

it.each(sizes)("%s has %i kernels and %i parameters", async (name, kernels, parameters) => {
  const network = describeNetwork((await task(name)).setting.network);
  expect(network.kernels.length).toBe(kernels);
  expect(network.parameterCount).toBe(parameters);
});

it("knows tasks by their names, and those above are all", async () => {
  expect(tasks.map(({ id }) => id)).toEqual(taskNames);
  expect(taskNames).toEqual(sizes.map(([name]) => name));
  expect(await studyTask("toString")).toBeUndefined();
});

it.each(tasks.filter(({ id }) => Object.hasOwn(published, id)))(
  "$id has the published layers in their order",
  ({ id, setting }) => {
    const strides = stridesOf(setting.network.layers as readonly LayerSpec[], "");
    const names = layersInOrder(describeNetwork(setting.network).layers)
      .filter(({ parameters }) => parameters.some(({ kernel }) => kernel))
      .map((layer) => publishedName(layer, strides.get(layer.name) ?? 1));
    expect(names).toEqual(published[id]);
  },
);

/** `stage1-block0.branch.conv1` as the study writes it: `stage1 block0 conv1 (3x3, 320, stride 2)`. */
function publishedName({ name, kind, parameters }: LayerDescription, stride: number): string {
  const [out, , area] = parameters[0]?.shape ?? [];
  if (kind === "linear") return `${name === "output" ? "output dense" : name} (${out})`;
  const halving = stride === 1 ? "" : `, stride ${stride}`;
  const words = name
    .replace(/^first$/, "first conv")
    .replace(/-block\d+\.shortcut\.conv$/, " shortcut conv")
    .replace(".branch.", " ")
    .replace("-", " ");
  return `${words} (${area}x${area}, ${out}${halving})`;
}

/** The strides of convolutions by their full names. */
function stridesOf(layers: readonly LayerSpec[], prefix: string): Map<string, number> {
  return new Map(
    layers.flatMap((layer, index) => {
      const name = `${prefix}${layer.name ?? index}`;
      if (layer.kind === "conv2d") return [[name, layer.stride] as const];
      if (layer.kind !== "residual") return [];
      return [
        ...stridesOf(layer.branch, `${name}.branch.`),
        ...stridesOf(layer.shortcut, `${name}.shortcut.`),
      ];
    }),
  );
}

it.each(
  tasks.flatMap(({ id, setting, trainings }) =>
    Object.entries(trainings).map(([name, training]) => ({ id, name, setting, training })),
  ),
)("$id under $name is a run", ({ setting, training }) => {
  expect(parseRunSpec({ ...setting, ...training })).toMatchObject({
    epochs: training.epochs,
    shuffle: true,
    loss: { kind: "crossEntropy" },
  });
});

it.each([
  ["C10-CNN1", 2e-3, []],
  ["C100-resnet", 2e-3, ["output"]],
  ["tiny-CNN", 2e-3, []],
  ["C10-CNN2", 1e-3, []],
  ["C100-WRN", 1e-3, []],
  ["C10-r", 2e-3, []],
  ["C100-r", 2e-3, ["output"]],
])("%s decays kernels by %f, twice the study's penalty, but for %j", async (name, decay, free) => {
  const { setting, trainings } = await task(name);
  const { optimizer } = parseRunSpec({ ...setting, ...trainings.sgdL2, epochs: 1 });
  const { weightDecay, weightDecayOn } = stepRule(optimizer);
  expect(weightDecay).toBe(decay);
  const names = describeNetwork(setting.network).kernels.map((kernel) => kernel.name);
  const decayed = Array.isArray(weightDecayOn) ? weightDecayOn : names;
  expect(names.filter((layer) => !coversLayer(decayed, layer))).toEqual(free);
});
