import { type ChildProcess, fork } from "node:child_process";
import { extname } from "node:path";
import { fileURLToPath } from "node:url";
import type { QueuedRun } from "./run-queue.js";
import type { FromWorker, ToWorker } from "./worker-messages.js";

/** How a worker's run came to its end; a process that is gone has failed it. */
export type WorkerEnding = Extract<FromWorker, { kind: "ended" | "failed" }>;

export interface WorkerListener {
  /** Part of the run that is done, in [0, 1]. */
  readonly onFraction: (fraction: number) => void;
  readonly onNotice: (text: string) => void;
}

/** Executes runs, one at a time. */
export interface RunWorker extends Disposable {
  execute(run: QueuedRun, listener: WorkerListener): Promise<WorkerEnding>;
  /** Ends the run in hand after the step in hand, with a checkpoint. */
  stop(): void;
}

/** A worker in a process of its own, which is started with the first run and again where it was lost. */
export class WorkerProcess implements RunWorker {
  #child: ChildProcess | undefined;

  execute(run: QueuedRun, { onFraction, onNotice }: WorkerListener): Promise<WorkerEnding> {
    const child = this.#started();
    return new Promise((resolve) => {
      const end = (ending: WorkerEnding) => {
        child.off("message", hear).off("exit", lose).off("error", fail);
        resolve(ending);
      };
      const hear = (message: FromWorker) => {
        if (message.kind === "progress") onFraction(message.fraction);
        else if (message.kind === "notice") onNotice(message.text);
        else end(message);
      };
      const fail = (error: Error) => end({ kind: "failed", reason: error.message });
      const lose = (status: number | null, signal: NodeJS.Signals | null) => {
        const how = signal === null ? `with status ${status}` : `by ${signal}`;
        end({ kind: "failed", reason: `its process ended ${how}` });
      };
      child.on("message", hear).on("exit", lose).on("error", fail);
      tell(child, { kind: "run", directory: run.directory, spec: run.spec });
    });
  }

  stop(): void {
    if (this.#child) tell(this.#child, { kind: "stop" });
  }

  [Symbol.dispose](): void {
    if (this.#child?.connected) this.#child.disconnect();
  }

  #started(): ChildProcess {
    if (this.#child?.connected) return this.#child;
    const script = `./run-worker${extname(import.meta.url)}`;
    this.#child = fork(fileURLToPath(new URL(script, import.meta.url)), {
      // Standard output is for results.
      stdio: ["ignore", "ignore", "inherit", "ipc"],
    });
    return this.#child;
  }
}

function tell(child: ChildProcess, message: ToWorker): void {
  // One that is gone is noticed by its exit.
  if (child.connected) child.send(message, () => undefined);
}
