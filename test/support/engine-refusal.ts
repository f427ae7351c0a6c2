import type { EngineSpec, NativeRunInputs } from "../../lib/addon.js";
import { engine } from "../../lib/native.js";
import { engineInputs } from "./engine-runs.js";

/** Starts a run on whatever is given. */
export function start(spec: unknown, inputs: unknown = engineInputs()): unknown {
  return engine().runStart(spec as EngineSpec, inputs as NativeRunInputs, () => undefined);
}

/** Name and message of the error that `act` throws. */
export function thrownBy(act: () => unknown): string {
  try {
    act();
  } catch (error) {
    return String(error);
  }
  return "nothing";
}
