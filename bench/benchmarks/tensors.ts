import { type Benchmark, ours, type Setting, theirs } from "../benchmark.js";
import { type Contender, type Sample, spread } from "../measured.js";
import type { Row } from "../row.js";
import { installedTfjs, TFJS } from "../tfjs.js";

const PYTHON = "Python torch";

/** What `tensor-operators.mjs` measures, as the table calls it. */
const OPERATORS = {
  add: "`x.add(y)`, 4×4",
  addNumber: "`x.add(2)`, 4×4",
  matmul: "`x.matmul(y)`, 4×4",
  sum: "`x.sum([1], { keepdim: true })`, 4×4",
  softmax: "`torch.softmax(x, 1)`, 4×4",
  recorded: "`w.mul(y)` with gradients, 4×4",
  large: "`x.add(x)`, 256×256",
};

/** The tensor plane beside Python torch, a copy, and TensorFlow.js. */
export const tensors: Benchmark = {
  contenders: (setting) => {
    const threads = { OMP_NUM_THREADS: String(setting.threads) };
    const { batches } = setting;
    return [
      { ...ours("tensor operators, layca", "tensor-operators.mjs"), env: { OMP_NUM_THREADS: "1" } },
      theirs("tensor operators, torch", setting, "tensor_operators.py"),
      { ...ours("tensor mlp, layca", "tensor-mlp.mjs", batches), env: threads },
      { ...ours("tensor mlp, scope", "tensor-mlp.mjs", batches, "scope"), env: threads },
      theirs("tensor mlp, torch", setting, "tensor_mlp.py", batches, String(setting.threads)),
      ours("tensor copy", "tensor-copy.mjs"),
      ours("tensor memory", "tensor-memory.mjs"),
      ...tfjs(setting),
    ];
  },
  rows: (samples) => [...operatorRows(samples), ...mlpRows(samples), ...copyRows(samples)],
};

type Samples = ReadonlyMap<string, readonly Sample[]>;

function tfjs(setting: Setting): readonly Contender[] {
  const folder = installedTfjs(setting.packages);
  return folder === undefined
    ? []
    : [ours("tensor mlp, tfjs", "tensor-mlp-tfjs.mjs", setting.batches, folder)];
}

function value(samples: Samples, name: string, quantity: string) {
  return spread(samples.get(name), ({ values }) => values[quantity]);
}

function operatorRows(samples: Samples): Row[] {
  return Object.entries(OPERATORS).map(([name, what]) => ({
    what: name === "add" || name === "recorded" ? `**${what}**` : what,
    unit: "µs",
    ours: value(samples, "tensor operators, layca", name),
    against: PYTHON,
    theirs: value(samples, "tensor operators, torch", name),
    ...(name === "large" ? {} : { goal: 1 }),
  }));
}

function mlpRows(samples: Samples): Row[] {
  const what = "Hand-written loop, MLP 784-256-10, batch 128, a step";
  const seconds = value(samples, "tensor mlp, layca", "seconds");
  return [
    {
      what: `**${what}**`,
      unit: "ms",
      ours: seconds,
      against: PYTHON,
      theirs: value(samples, "tensor mlp, torch", "seconds"),
      goal: 1,
    },
    {
      what: `${what} inside of \`torch.scope\``,
      unit: "ms",
      ours: value(samples, "tensor mlp, scope", "seconds"),
      against: PYTHON,
      theirs: value(samples, "tensor mlp, torch", "seconds"),
    },
    {
      what: `${what} of the first 1,000`,
      unit: "ms",
      ours: value(samples, "tensor mlp, layca", "first"),
      against: PYTHON,
      theirs: value(samples, "tensor mlp, torch", "first"),
    },
    {
      what,
      unit: "ms",
      ours: seconds,
      against: `TensorFlow.js ${TFJS}, wasm`,
      theirs: samples.has("tensor mlp, tfjs")
        ? value(samples, "tensor mlp, tfjs", "seconds")
        : "npm could not install it",
      goal: 0.1,
    },
  ];
}

function copyRows(samples: Samples): Row[] {
  const against = "a copy of the array, in turn with it";
  const theirs = value(samples, "tensor copy", "plain");
  return [
    {
      what: "**`tensor(array)` of 10⁶ floats**",
      unit: "ms",
      ours: value(samples, "tensor copy", "creation"),
      against,
      theirs,
      goal: 1.5,
    },
    {
      what: "**`tensor.data()` of 10⁶ floats**",
      unit: "ms",
      ours: value(samples, "tensor copy", "reading"),
      against,
      theirs,
      goal: 1.5,
    },
    {
      what: "**Growth over 100,000 operations of 256 kB, no await**",
      unit: "MB",
      ours: value(samples, "tensor memory", "growth"),
      goal: 300,
    },
  ];
}
