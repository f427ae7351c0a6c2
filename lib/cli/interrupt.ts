import { EXIT } from "./exit-status.js";
import { say } from "./output.js";

/**
 * A signal that the first SIGINT or SIGTERM aborts, for work that ends in good order; a second one ends the
 * process at once.
 *
 * @param message what to say at the first
 */
export function abortOnInterrupt(message: string): { signal: AbortSignal } & Disposable {
  const controller = new AbortController();
  const interrupt = () => {
    if (controller.signal.aborted) process.exit(EXIT.interrupted);
    say(message);
    controller.abort();
  };
  const signals = ["SIGINT", "SIGTERM"] as const;
  for (const name of signals) process.on(name, interrupt);
  return {
    signal: controller.signal,
    [Symbol.dispose]() {
      for (const name of signals) process.off(name, interrupt);
    },
  };
}
