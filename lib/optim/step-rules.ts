import type { z } from "zod";
import { kinds } from "../check/fields.js";
import type { Immutable } from "../check.js";
import { sgdSchema } from "./sgd.js";

/** Rules that turn a gradient into a step: a new one is a file beside `sgd.ts` and a line here. */
export const stepRules = [sgdSchema] as const;

/** Rules that a later version brings. */
export const laterStepRules = ["adam", "adamW", "rmsprop", "adagrad"];

/** What a transform takes as its base. */
export const baseSchema = kinds(stepRules, { what: "a step rule", later: laterStepRules });

/** A step rule with its defaults filled in. */
export type StepRuleSpec = Immutable<z.output<typeof baseSchema>>;

/** A step rule as a user writes it. */
export type StepRuleInput = Immutable<z.input<typeof baseSchema>>;
