import { setImmediate } from "node:timers/promises";
import { setFlagsFromString } from "node:v8";
import { runInNewContext } from "node:vm";

setFlagsFromString("--expose-gc");
/** Has V8 collect all garbage at once. */
export const collectGarbage: () => void = runInNewContext("gc");
setFlagsFromString("--no-expose-gc");

/** Resolves when what nobody holds has been collected, and the tensors among it freed. */
export async function collected(): Promise<void> {
  for (let round = 0; round < 3; round++) {
    collectGarbage();
    await setImmediate();
  }
}
