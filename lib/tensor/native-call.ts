import { fileURLToPath } from "node:url";
import type { EngineAddon } from "../addon.js";
import { asLaycaError } from "../errors.js";
import { engine } from "../native.js";

const ownUrl = new URL("..", import.meta.url).href;
const ownFolder = fileURLToPath(ownUrl);

/**
 * Calls the engine; what it throws becomes an error of layca whose stack begins at the caller of the tensor API.
 *
 * @throws {InputError} for arguments that cannot be used, {@link TorchError} for libtorch's own errors.
 */
export function native<T>(act: (addon: EngineAddon) => T): T {
  const addon = engine();
  try {
    return act(addon);
  } catch (error) {
    const translated = asLaycaError(error);
    if (translated instanceof Error) dropOwnFrames(translated);
    throw translated;
  }
}

function dropOwnFrames(error: Error): void {
  const lines = error.stack?.split("\n") ?? [];
  const first = lines.findIndex((line) => line.trimStart().startsWith("at "));
  const caller = lines.findIndex((line, index) => index >= first && !isOwnFrame(line));
  if (first < 0 || caller < 0) return;
  error.stack = [...lines.slice(0, first), ...lines.slice(caller)].join("\n");
}

function isOwnFrame(line: string): boolean {
  return line.includes(ownUrl) || line.includes(ownFolder) || line.includes("(<anonymous>)");
}
