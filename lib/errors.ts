import { fileURLToPath } from "node:url";

const ownUrl = new URL(".", import.meta.url).href;
const ownFolder = fileURLToPath(ownUrl);

/** Base of every error that layca throws on purpose; its stack begins at the caller of layca. */
export class LaycaError extends Error {
  override name = "LaycaError";

  /** @param message one sentence, or one a line */
  constructor(message: string, options?: ErrorOptions) {
    super(message, options);
    startAtCaller(this);
  }
}

/** One thing wrong with what a user passed, and where. */
export interface InputIssue {
  /** Where, as a user writes it: `network.layers[3].kernelSize`, or a file's path; empty for the whole value. */
  readonly path: string;
  /** What was expected and what was received: `expected an integer ≥ 1 but received 0`. */
  readonly message: string;
}

/**
 * Bad input: a value, a file or a command line that cannot be used. Commands exit with status 2.
 * `message` holds every issue, one a line, as `path: message`.
 */
export class InputError extends LaycaError {
  override name = "InputError";
  /** Every one, in the order of the message's lines. */
  readonly issues: readonly InputIssue[];

  constructor(issues: readonly InputIssue[], options?: ErrorOptions) {
    super(
      issues.map(({ path, message }) => (path ? `${path}: ${message}` : message)).join("\n"),
      options,
    );
    this.issues = issues;
  }

  /** An error about a single place. */
  static at(path: string, message: string, options?: ErrorOptions): InputError {
    return new InputError([{ path, message }], options);
  }
}

/** libtorch is missing, of another version or cannot be opened; `message` names the command that mends it. */
export class LibtorchError extends LaycaError {
  override name = "LibtorchError";
}

/** An operator of libtorch refused its arguments or failed; `message` is libtorch's first sentence. */
export class TorchError extends LaycaError {
  override name = "TorchError";
}

/**
 * What the addon threw, as one of layca's errors: bad arguments become an `InputError`, whatever else it reports
 * a `TorchError`. Errors that are not the addon's are returned as they are.
 */
export function asLaycaError(error: unknown): unknown {
  if (!(error instanceof Error) || !("code" in error)) return error;
  const { code, message } = error;
  if (code === "TORCH_ERROR" || code === "ENGINE_ERROR") {
    return new TorchError(message, { cause: error });
  }
  if (code !== "BAD_ARGUMENT") return error;
  const place = "place" in error && typeof error.place === "string" ? error.place : "";
  const known = place !== "" && message.startsWith(`${place}: `);
  const issue = known
    ? { path: place, message: message.slice(place.length + 2) }
    : { path: "", message };
  return new InputError([issue], { cause: error });
}

/** Has an error's stack begin where layca was called: what lies within says nothing to its user. */
function startAtCaller(error: Error): void {
  const lines = error.stack?.split("\n") ?? [];
  const first = lines.findIndex((line) => line.trimStart().startsWith("at "));
  const caller = lines.findIndex((line, index) => index >= first && !isOwnFrame(line));
  if (first < 0 || caller < 0) return;
  error.stack = [...lines.slice(0, first), ...lines.slice(caller)].join("\n");
}

function isOwnFrame(line: string): boolean {
  return line.includes(ownUrl) || line.includes(ownFolder) || line.includes("(<anonymous>)");
}
