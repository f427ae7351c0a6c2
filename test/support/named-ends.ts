// A pool that says, after all else, which test file's process ended, and by what: vitest's own says of a crash only that
// "a worker" exited, and of a run elsewhere its last lines are often all that is shown.
import { ForksPoolWorker, type PoolOptions, type WorkerRequest } from "vitest/node";

type Listener = (...given: unknown[]) => void;

class NamedEndsWorker extends ForksPoolWorker {
  #files: readonly string[] = [];

  override send(message: WorkerRequest): void {
    if (message.type === "run") this.#files = message.context.files.map((file) => file.filepath);
    super.send(message);
  }

  // Vitest listens from the start of a process to the moment when it is to end.
  override on(event: string, listener: Listener): void {
    if (event === "exit") super.on(event, this.#tell);
    super.on(event, listener);
  }

  override off(event: string, listener: Listener): void {
    if (event === "exit") super.off(event, this.#tell);
    super.off(event, listener);
  }

  readonly #tell: Listener = (code, signal) => {
    const how = signal === null ? `exited with code ${code}` : `was ended by ${signal}`;
    const text = `The process of ${this.#files.join(", ")} ${how}.\n`;
    process.once("exit", () => process.stderr.write(text));
  };
}

export const namedEnds = {
  name: "named-ends",
  createPoolWorker: (options: PoolOptions) => new NamedEndsWorker(options),
};
