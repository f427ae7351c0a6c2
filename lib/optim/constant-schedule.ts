import type { z } from "zod";
import { kind, strict } from "../check/fields.js";
import type { Immutable } from "../check.js";

export const constantSchema = strict({ kind: kind("constant") }, "a schedule").meta({
  title: "Constant",
  description: "The factor is 1 throughout.",
});

/** The schedule that changes nothing. */
export type ConstantSchedule = Immutable<z.output<typeof constantSchema>>;

/** A factor of 1 throughout; the default. */
export function constantSchedule(): ConstantSchedule {
  return { kind: "constant" };
}
