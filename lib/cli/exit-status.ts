import { InputError, LaycaError } from "../errors.js";

/** The exit statuses of every command. */
export const EXIT = { done: 0, failed: 1, badInput: 2, interrupted: 130 } as const;

/** Thrown by a command that was interrupted and has said so. */
export class Interrupted extends LaycaError {
  override name = "Interrupted";
}

/** The status for what a command threw. */
export function exitStatusOf(error: unknown): number {
  if (error instanceof InputError) return EXIT.badInput;
  if (error instanceof Interrupted) return EXIT.interrupted;
  return EXIT.failed;
}

/** What to print of it: a sentence for errors thrown on purpose, the stack for the rest, which are bugs. */
export function messageOf(error: unknown): string {
  if (error instanceof LaycaError) return error.message;
  if (!(error instanceof Error)) return String(error);
  // A system error (a full disk, a missing permission) names itself and its path.
  return "syscall" in error ? error.message : (error.stack ?? error.message);
}
