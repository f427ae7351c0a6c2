import type { EngineAddon } from "../addon.js";
import { asLaycaError } from "../errors.js";
import { engine } from "../native.js";

/**
 * Calls the engine; what it throws becomes an error of layca.
 *
 * @throws {InputError} for arguments that cannot be used, {@link TorchError} for libtorch's own errors.
 */
export function native<T>(act: (addon: EngineAddon) => T): T {
  const addon = engine();
  try {
    return act(addon);
  } catch (error) {
    throw asLaycaError(error);
  }
}
