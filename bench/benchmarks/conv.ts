import { readFileSync } from "node:fs";
import { type Benchmark, ours, type Setting, theirs } from "../benchmark.js";
import { type Contender, type Sample, type Spread, spread } from "../measured.js";
import type { Row } from "../row.js";

/** Networks by their names in `cases/conv-nets.mjs`, and how many epochs of four steps are timed. */
const NETS = [
  { name: "C10-CNN1", epochs: "2" },
  { name: "ResNet-32", epochs: "3" },
  { name: "C10-r", epochs: "15" },
] as const;

/** Steps with nothing but the input pipeline, and the images of one. */
const INPUT_EPOCHS = "100";
const BATCH = 128;

/** Python's contenders: their arguments, what the table calls them, and the goals. */
const TORCH = [
  { layout: "nchw", args: [], against: "NCHW, Layca op by op", goal: 0.85 },
  { layout: "channels_last", args: [], against: "channels last, Layca op by op", goal: 0.9 },
  { layout: "channels_last", args: ["--foreach"], against: "channels last, Layca by foreach" },
] as const;

const BFLOAT16_GOAL = 0.55;
/** Processors that multiply bfloat16 themselves; on others it is emulated, and slower than float32. */
const BFLOAT16_FLAGS = /\b(avx512_bf16|amx_bf16)\b/;

/** Training steps of convolutional networks with Layca, what is in them, and passes in evaluation mode. */
export const conv: Benchmark = {
  contenders: (setting) => NETS.flatMap((net) => contendersOf(net, setting)),
  rows: (samples) => NETS.flatMap(({ name }) => rowsOf(name, samples)),
};

function contendersOf({ name, epochs }: (typeof NETS)[number], setting: Setting): Contender[] {
  const threads = String(setting.threads);
  const args = [setting.images, threads];
  const step = (...options: readonly string[]) => ["conv-step.mjs", name, ...args, ...options];
  const [file = "", ...stepArgs] = step(epochs);
  const environment = { OMP_NUM_THREADS: threads };
  return [
    ours(`${name}, layca`, file, ...stepArgs),
    ...TORCH.map(({ layout, args: more, against }) =>
      theirs(
        `${name}, ${against}`,
        setting,
        "conv_step.py",
        name,
        ...args,
        epochs,
        layout,
        ...more,
      ),
    ),
    ...(multipliesBfloat16() ? [ours(`${name}, bfloat16`, file, ...stepArgs, "--bfloat16")] : []),
    ours(`${name}, input`, "conv-step.mjs", "input", ...args, INPUT_EPOCHS, "--augment"),
    ours(`${name}, sweep`, "conv-sweep.mjs", name, ...args, epochs),
    { ...ours(`${name}, evaluation`, "conv-forward.mjs", name, ...args, epochs), env: environment },
    theirs(`${name}, forward`, setting, "conv_forward.py", name, ...args, epochs),
  ];
}

function rowsOf(name: string, samples: ReadonlyMap<string, readonly Sample[]>): Row[] {
  const of = (contender: string, value: "seconds" | "peakBytes" = "seconds", times = 1): Spread =>
    spread(samples.get(`${name}, ${contender}`), ({ values }) => times * Number(values[value]));
  const what = `${name} step, batch ${BATCH}`;
  const step = of("layca");
  return [
    ...TORCH.map(({ against, ...torch }): Row => {
      const goal = "goal" in torch ? { goal: torch.goal } : {};
      return {
        what: "goal" in torch ? `**${what}**` : what,
        unit: "ms",
        ours: step,
        against: `Python torch, ${against}`,
        theirs: of(against),
        ...goal,
      };
    }),
    {
      what: `**${what}, bfloat16**`,
      unit: "ms",
      ours: multipliesBfloat16() ? of("bfloat16") : step,
      against: "Python torch, NCHW in float32",
      theirs: multipliesBfloat16()
        ? of(TORCH[0].against)
        : "not measured: neither avx512_bf16 nor AMX here; float32 stands left",
      ...(multipliesBfloat16() ? { goal: BFLOAT16_GOAL } : {}),
    },
    {
      what: `**Its peak memory, ${name}**`,
      unit: "MB",
      ours: of("layca", "peakBytes"),
      against: "Python torch, channels last",
      theirs: of(TORCH[1].against, "peakBytes"),
      goal: 0.8,
    },
    {
      what: `**Input of ${BATCH} images, flipped and shifted**`,
      unit: "ms",
      ours: of("input"),
      against: `our ${name} step`,
      theirs: step,
      goal: 0.03,
    },
    {
      what: `**Evaluation of ${BATCH} images, ${name}**`,
      unit: "ms",
      ours: of("evaluation", "seconds", BATCH),
      against: "Python torch, the forward pass alone, channels last",
      theirs: of("forward", "seconds", BATCH),
      goal: 1.05,
    },
    {
      what: `${what}, a process for each thread`,
      unit: "ms",
      ours: of("sweep"),
      against: "one process with all threads",
      theirs: step,
    },
  ];
}

function multipliesBfloat16(): boolean {
  try {
    return BFLOAT16_FLAGS.test(readFileSync("/proc/cpuinfo", "utf8"));
  } catch {
    return false;
  }
}
