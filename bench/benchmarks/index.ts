import type { Benchmark } from "../benchmark.js";
import { conv } from "./conv.js";
import { eventLoop } from "./event-loop.js";
import { figure1 } from "./figure1.js";
import { firstStep } from "./first-step.js";
import { layca } from "./layca.js";
import { mlp } from "./mlp.js";
import { optimizers } from "./optimizers.js";
import { rotation } from "./rotation.js";
import { tensors } from "./tensors.js";

/** Every benchmark by the name that `--only` takes. */
export const BENCHMARKS: ReadonlyMap<string, Benchmark> = new Map(
  Object.entries({
    layca,
    optimizers,
    rotation,
    mlp,
    conv,
    figure1,
    firstStep,
    eventLoop,
    tensors,
  }),
);
