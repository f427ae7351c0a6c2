import { type Benchmark, ours, type Setting, theirs } from "../benchmark.js";
import { type Contender, type Sample, spread, spreadOf } from "../measured.js";
import type { Row } from "../row.js";
import { installedTfjs, TFJS } from "../tfjs.js";
import type { Timings, Turns } from "../turns.js";

const PYTHON = "Python torch";
const TENSORFLOW = `TensorFlow.js ${TFJS}, wasm`;

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

/** So often is each operator timed in one process, and the loop of which these are steps 1 to 1,000, and the rest. */
const ROUNDS = 12;
const FIRST_BLOCKS = new Array<string>(4).fill("first");
const LATER_BLOCKS = new Array<string>(ROUNDS).fill("later");

/** The tensor plane beside Python torch, a copy, and TensorFlow.js. */
export const tensors: Benchmark = {
  contenders: () => [
    ours("tensor copy", "tensor-copy.mjs"),
    ours("tensor memory", "tensor-memory.mjs"),
  ],
  turns: (setting) => [operatorTurns(setting), loopTurns(setting)],
  rows: (samples, timings) => [
    ...operatorRows(timings),
    ...loopRows(timings),
    ...copyRows(samples),
  ],
};

function operatorTurns(setting: Setting): Turns {
  const names = Object.keys(OPERATORS);
  return {
    contenders: [
      { ...ours("operators, layca", "tensor-operators.mjs"), env: { OMP_NUM_THREADS: "1" } },
      theirs("operators, torch", setting, "tensor_operators.py"),
    ],
    warmUp: names,
    blocks: new Array<string[]>(ROUNDS).fill(names).flat(),
  };
}

function loopTurns(setting: Setting): Turns {
  const { batches, threads } = setting;
  const env = { OMP_NUM_THREADS: String(threads) };
  return {
    contenders: [
      { ...ours("loop, layca", "tensor-mlp.mjs", batches), env },
      { ...ours("loop, scope", "tensor-mlp.mjs", batches, "scope"), env },
      theirs("loop, torch", setting, "tensor_mlp.py", batches, String(threads)),
      ...tfjs(setting),
    ],
    warmUp: [],
    blocks: [...FIRST_BLOCKS, ...LATER_BLOCKS],
  };
}

type Samples = ReadonlyMap<string, readonly Sample[]>;

function tfjs(setting: Setting): readonly Contender[] {
  const folder = installedTfjs(setting.packages);
  return folder === undefined
    ? []
    : [ours("loop, tfjs", "tensor-mlp-tfjs.mjs", setting.batches, folder)];
}

function value(samples: Samples, name: string, quantity: string) {
  return spread(samples.get(name), ({ values }) => values[quantity]);
}

/** A contender's block beside the other's. */
function beside(
  timings: Timings,
  block: string,
  [ours, theirs]: readonly [ours: string, theirs: string],
) {
  const mine = timings.get(ours)?.get(block) ?? [];
  const others = timings.get(theirs)?.get(block) ?? [];
  const ratios = mine.map((seconds, index) => seconds / (others[index] ?? Number.NaN));
  return {
    ours: spreadOf(mine),
    against: theirs === "loop, tfjs" ? TENSORFLOW : PYTHON,
    theirs: others.length > 0 ? spreadOf(others) : "npm could not install it",
    ratio: spreadOf(ratios).median,
  };
}

function operatorRows(timings: Timings): Row[] {
  return Object.entries(OPERATORS).map(([name, what]) => ({
    what: name === "add" || name === "recorded" ? `**${what}**` : what,
    unit: "µs",
    ...beside(timings, name, ["operators, layca", "operators, torch"]),
    ...(name === "large" ? {} : { goal: 1 }),
  }));
}

function loopRows(timings: Timings): Row[] {
  const what = "Hand-written loop, MLP 784-256-10, batch 128, a step";
  const unit = "ms";
  return [
    {
      what: `**${what}**`,
      unit,
      ...beside(timings, "later", ["loop, layca", "loop, torch"]),
      goal: 1,
    },
    {
      what: `${what} inside of \`torch.scope\``,
      unit,
      ...beside(timings, "later", ["loop, scope", "loop, torch"]),
    },
    {
      what: `${what} of the first 1,000`,
      unit,
      ...beside(timings, "first", ["loop, layca", "loop, torch"]),
    },
    { what, unit, ...beside(timings, "later", ["loop, layca", "loop, tfjs"]), goal: 0.1 },
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
