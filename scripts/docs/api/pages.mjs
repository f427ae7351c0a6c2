// The pages of docs/api/: what each is about, and which files of lib/ its names are declared in.

/**
 * @typedef {object} Page
 * @property {string} file under docs/api/
 * @property {string} title
 * @property {string} about what it holds, for its head and the index
 * @property {readonly string[]} from files or folders of lib/; the first page that names a file has it
 * @property {string} [import] how its names are imported, where that is not `from "layca"` by name
 */

/** @type {readonly Page[]} in the order of the index */
export const pages = [
  {
    file: "tensors.md",
    title: "Tensors",
    about:
      "Making, reading, indexing and saving tensors, and what is known of their types. The methods that are operators of " +
      "libtorch, such as `add` and `matmul`, are listed under [operators](operators/README.md).",
    from: [
      "addon/handles.ts",
      "tensor/create.ts",
      "tensor/dtypes.ts",
      "tensor/index-kinds.ts",
      "tensor/named-tensors.ts",
      "tensor/nested-input.ts",
      "tensor/safetensors.ts",
      "tensor/scalar.ts",
      "tensor/tensor.ts",
      "tensor/typed.ts",
      "tensor/values.ts",
    ],
  },
  {
    file: "functional.md",
    title: "torch.nn.functional",
    about:
      "What PyTorch writes in Python rather than as an operator, in its form. The other functions of " +
      "`torch.nn.functional` are operators: [their signatures](operators/functional.md); its `ctcLoss` and `rrelu` are those " +
      "of `torch`. Unknown options are an `InputError`, what libtorch refuses is a `TorchError`.",
    from: ["tensor/functional"],
    import: 'import { torch } from "layca"; // torch.nn.functional.crossEntropy(…)',
  },
  {
    file: "torch.md",
    title: "torch: gradients, random numbers, memory",
    about:
      "Gradients, random numbers, memory and sharing between threads. `torch` also holds every operator: " +
      "[their signatures](operators/README.md).",
    from: ["tensor"],
  },
  {
    file: "modules.md",
    title: "nn: modules",
    about: "Modules with parameters, for networks and loops of one's own.",
    from: ["nn/modules"],
    import: 'import { nn } from "layca"; // nn.Module, nn.parameter(…)',
  },
  {
    file: "networks.md",
    title: "Networks",
    about:
      "Networks as specs: plain values, built by chaining layers. The fields of every layer are in the " +
      "[run spec](run-spec.md#layers).",
    from: ["nn"],
  },
  {
    file: "optim.md",
    title: "optim: optimizers of tensors",
    about: "The same steps as a run's, over the parameters of a loop of one's own.",
    from: ["optim/tensors"],
    import: 'import { optim } from "layca"; // optim.layca(…)',
  },
  {
    file: "optimizer-specs.md",
    title: "Optimizers and schedules as specs",
    about:
      "What a run is trained by. The equations side by side, and what rates and alphas mean, are in " +
      "[optimizers and schedules](../optimizers.md).",
    from: ["optim"],
  },
  {
    file: "rotation.md",
    title: "Rotation and other measures",
    about: "How far tensors turn, and the statistics that records hold.",
    from: ["rotation"],
    import: 'import { rotation } from "layca"; // rotation.track(…)',
  },
  {
    file: "data.md",
    title: "Data",
    about: "Data sets as specs, augmentation, and batches for loops of one's own.",
    from: ["data", "train/open-data.ts"],
  },
  {
    file: "models.md",
    title: "Trained models",
    about: "Trained weights in use: predictions and evaluation.",
    from: ["train/model.ts", "train/load-model.ts", "train/evaluate.ts"],
  },
  {
    file: "records.md",
    title: "Records",
    about: "What a run keeps of its course.",
    from: ["record.ts", "train/run-record.ts", "train/run-key.ts"],
  },
  {
    file: "training.md",
    title: "Training runs",
    about:
      "Training on a native thread of its own, in memory or into a folder. What a run may be told is the " +
      "[run spec](run-spec.md).",
    from: ["train"],
  },
  {
    file: "errors.md",
    title: "Errors, and the libtorch in use",
    about: "What is thrown on purpose, and by whom.",
    from: ["errors.ts", "native.ts", "libtorch"],
  },
  {
    file: "studies.md",
    title: "Studies of one's own",
    about: "Figures and studies: tasks by methods by a grid, executed, measured and judged.",
    from: ["experiments"],
    import: 'import { defineStudy, reproduce } from "layca/figures";',
  },
  {
    file: "figures.md",
    title: "Figures as data",
    about:
      "What `layca reproduce` stores and `layca report` draws: plots, labels, published numbers.",
    from: ["figure.ts"],
    import: 'import type { Plot, StoredFigure } from "layca/figures";',
  },
  {
    file: "reports.md",
    title: "Reports",
    about: "Pictures, pages and event files from stored records.",
    from: ["report"],
    import: 'import { drawReport } from "layca/figures";',
  },
];

/**
 * The page of what a file of lib/ declares.
 * @param {string} file its path in lib/
 * @returns {Page}
 */
export function pageOf(file) {
  const page = pages.find(({ from }) =>
    from.some((place) => file === place || file.startsWith(`${place}/`)),
  );
  if (!page)
    throw new Error(`no page of docs/api/ has lib/${file}: see scripts/docs/api/pages.mjs`);
  return page;
}
