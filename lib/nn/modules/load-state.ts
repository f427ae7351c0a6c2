import { expectedText } from "../../check/fields.js";
import { InputError, type InputIssue } from "../../errors.js";
import { EngineOperator, native, noGrad, Tensor } from "../../tensor/index.js";

const COPY = new EngineOperator("aten::copy_");

/** Options of `loadStateDict`. */
export interface LoadStateOptions {
  /** Whether missing and unexpected keys are errors; default true. */
  readonly strict?: boolean;
}

/** What `loadStateDict` found. */
export interface LoadedState {
  /** The module's keys that the state lacks. */
  readonly missingKeys: readonly string[];
  /** Keys that the module does not have. */
  readonly unexpectedKeys: readonly string[];
}

/**
 * Copies tensors into a module's own.
 *
 * @param module its name, for messages
 * @throws {InputError} with all that does not fit; then nothing was copied
 */
export function loadState(
  module: string,
  own: ReadonlyMap<string, Tensor>,
  state: Readonly<Record<string, Tensor>>,
  { strict = true }: LoadStateOptions,
): LoadedState {
  if (typeof state !== "object" || state === null || state instanceof Map) {
    const received = state instanceof Map ? "a Map: Object.fromEntries(map)" : String(state);
    throw InputError.at(
      `state dict of ${module}`,
      `expected an object of tensors but received ${received}`,
    );
  }
  const missingKeys = [...own.keys()].filter((key) => !Object.hasOwn(state, key));
  const unexpectedKeys = Object.keys(state).filter((key) => !own.has(key));
  const copies = [...own].flatMap(([key, target]) => {
    const source = Object.hasOwn(state, key) ? state[key] : undefined;
    return source === undefined ? [] : [{ key, target, source }];
  });
  const messages = [
    ...(strict && missingKeys.length > 0 ? [`missing key(s): ${listed(missingKeys)}`] : []),
    ...(strict && unexpectedKeys.length > 0
      ? [`unexpected key(s): ${listed(unexpectedKeys)}`]
      : []),
    ...copies.flatMap(({ key, target, source }) => misfit(key, target, source) ?? []),
  ];
  if (messages.length > 0) {
    const path = `state dict of ${module}`;
    throw new InputError(messages.map((message): InputIssue => ({ path, message })));
  }
  noGrad(() => {
    for (const { target, source } of copies) {
      native((addon) => COPY.call(addon, target.handle, source.handle));
    }
  });
  return { missingKeys, unexpectedKeys };
}

function misfit(key: string, target: Tensor, source: unknown): string | undefined {
  if (!(source instanceof Tensor)) return `${key}: ${expectedText("a tensor", source)}`;
  if (source.isDisposed) return `${key}: expected a tensor but received a disposed one`;
  const [expected, received] = [target, source].map(({ shape }) => `[${shape.join(", ")}]`);
  if (expected !== received) {
    return `size mismatch for ${key}: expected ${expected} but received ${received}`;
  }
  if (kindOf(target) === kindOf(source)) return undefined;
  return `dtype mismatch for ${key}: expected ${target.dtype} but received ${source.dtype}`;
}

/** What is converted into each other without loss of meaning. */
function kindOf({ dtype }: Tensor): string {
  if (/float/.test(dtype)) return "float";
  return dtype === "bool" || dtype.startsWith("complex") ? dtype : "integer";
}

function listed(keys: readonly string[]): string {
  return keys.map((key) => JSON.stringify(key)).join(", ");
}
