import { say } from "./output.js";

/** Makes a terminal's cursor visible, which a progress bar hides. */
const SHOW_CURSOR = "\u001B[?25h";

/**
 * A signal that the first SIGINT or SIGTERM aborts, for work that ends in good order; a second one ends the
 * process at once, without waiting for the step in hand or a file half written.
 *
 * @param message what to say at the first
 */
export function abortOnInterrupt(message: string): { signal: AbortSignal } & Disposable {
  const controller = new AbortController();
  const signals = ["SIGINT", "SIGTERM"] as const;
  const leave = () => {
    for (const name of signals) process.off(name, interrupt);
  };
  const interrupt = () => {
    if (controller.signal.aborted) {
      if (process.stderr.isTTY) process.stderr.write(SHOW_CURSOR);
      leave();
      // process.exit() would join the runs. A shell sees 130.
      process.kill(process.pid, "SIGINT");
      return;
    }
    say(message);
    controller.abort();
  };
  for (const name of signals) process.on(name, interrupt);
  return { signal: controller.signal, [Symbol.dispose]: leave };
}
