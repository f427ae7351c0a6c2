import { z } from "zod";
import { callable, integer, oneOf, strict, text } from "../check/fields.js";
import { inputIssues } from "../check/issues.js";
import { InputError } from "../errors.js";
import type { Scale } from "../figure.js";
import { checkFigure } from "./check-figure.js";
import type { Figure } from "./figure-definition.js";
import type { ReproduceProgress } from "./time-left.js";

/** Where and how the runs of figures are executed. */
export interface ReproduceOptions {
  /** Which of a figure's studies, and what must hold of them. */
  readonly scale: Scale;
  /** Where runs and figures are stored. */
  readonly directory: string;
  /** Where the data sets lie; default: where `layca data` puts them. */
  readonly dataRoot?: string;
  /**
   * Runs at once, each in a process of its own; default: one a core. Threads of each: cores ÷ jobs, at least 1,
   * unless its task states another number.
   */
  readonly jobs?: number;
  /** `cpu` (default) or `cuda`. */
  readonly device?: string;
  /** Stops the runs in hand, which keep checkpoints; what has ended stays recorded. */
  readonly signal?: AbortSignal;
  /** Called as runs come on. */
  readonly onProgress?: (progress: ReproduceProgress) => void;
  /** Called with a sentence where a run goes on from a checkpoint, or could not. */
  readonly onNotice?: (notice: string) => void;
}

const optionsSchema = strict(
  {
    scale: oneOf(["smoke", "reduced", "paper"]),
    directory: text("a folder's path"),
    dataRoot: text("a folder's path").optional(),
    jobs: integer(1, 1024).optional(),
    device: text("a device's name").optional(),
    signal: z.instanceof(AbortSignal, { error: "expected an AbortSignal" }).optional(),
    onProgress: callable("a function of the progress").optional(),
    onNotice: callable("a function of a sentence").optional(),
  },
  "options",
);

/** @throws InputError naming every option that is missing, unknown or of another form. */
export function checkOptions(options: ReproduceOptions): void {
  const parsed = optionsSchema.safeParse(options);
  if (!parsed.success) throw new InputError(inputIssues(parsed.error.issues, "options"));
}

/**
 * The figures asked for, one or several.
 *
 * @throws InputError when there is none, one is no figure, or two would be stored in the same place.
 */
export function figureList(asked: Figure | readonly Figure[]): readonly Figure[] {
  const figures: readonly Figure[] = [asked].flat();
  if (figures.length === 0) throw InputError.at("figures", "expected one or more figures");
  for (const figure of figures) checkFigure(figure);
  const ids = figures.map(({ id }) => id);
  const twice = ids.find((id, place) => ids.indexOf(id) < place);
  if (twice !== undefined) throw InputError.at(`figure ${twice}`, "expected one figure of this id");
  return figures;
}
