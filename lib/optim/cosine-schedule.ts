import type { z } from "zod";
import { integer, kind, real, strict } from "../check/fields.js";
import { checkInput, type Immutable } from "../check.js";

export const cosineSchema = strict(
  {
    kind: kind("cosine"),
    epochs: integer(1, 2 ** 31 - 1).describe("Epochs until the factor has come down to final."),
    final: real({ from: 0, to: 1 })
      .default(0)
      .describe("The factor at the end and from then on; default 0."),
  },
  "a schedule",
).meta({
  title: "Cosine",
  description: "Falls from 1 to final along half a cosine, then stays there.",
});

/** A cosine schedule with its defaults filled in. */
export type CosineSchedule = Immutable<z.output<typeof cosineSchema>>;

/** Options of `cosineSchedule`. */
export type CosineScheduleOptions = Immutable<Omit<z.input<typeof cosineSchema>, "kind">>;

/**
 * Falls along half a cosine (Loshchilov & Hutter 2017, equation 5, without restarts). With S updates an
 * epoch, update k, counted from 0, has the factor
 *
 * ```
 * final + (1 − final)·(1 + cos(π·k/(epochs·S)))/2        k ≤ epochs·S, then final
 * ```
 *
 * It changes with every update and stays down, where PyTorch's `CosineAnnealingLR` is usually stepped
 * once an epoch and rises again after the end.
 *
 * @param options epochs (required): until the factor is `final`; final (0): from 0 to 1.
 * @throws InputError naming the option: less than one epoch, a final outside [0, 1].
 */
export function cosineSchedule(options: CosineScheduleOptions): CosineSchedule {
  return checkInput(cosineSchema, { ...options, kind: "cosine" }, "cosineSchedule");
}
