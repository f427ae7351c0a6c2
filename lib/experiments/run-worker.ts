// A process that executes the runs it is sent, one after the other (see worker-process.ts), and ends when its
// channel is closed.
import { InputError, LaycaError, LibtorchError } from "../errors.js";
import { runInto } from "../train/run-directory.js";
import type { FromWorker, ToWorker } from "./worker-messages.js";

let stop = new AbortController();
let stopAsked = false;
let busy = false;

// An interrupt typed into a terminal reaches every process there; whoever sends the runs says when to stop.
process.on("SIGINT", () => undefined);
process.on("SIGTERM", () => stop.abort());
process.on("disconnect", () => {
  // Whoever asked for a stop and is gone before it came has been told to end at once.
  if (busy && stopAsked) process.kill(process.pid, "SIGKILL");
  stop.abort();
});
process.on("message", (message: ToWorker) => {
  if (message.kind === "run") {
    void execute(message);
  } else {
    stopAsked = true;
    stop.abort();
  }
});

async function execute({ directory, spec }: Extract<ToWorker, { kind: "run" }>): Promise<void> {
  busy = true;
  // A stop that came between two runs holds for this one; a signal was of the one before.
  if (!stopAsked) stop = new AbortController();
  const ending = await endOf(directory, spec);
  busy = false;
  tell(ending);
}

async function endOf(
  directory: string,
  spec: Extract<ToWorker, { kind: "run" }>["spec"],
): Promise<FromWorker> {
  try {
    const { record } = await runInto(directory, spec, {
      signal: stop.signal,
      resume: "orStart",
      // A figure draws records alone; the weights of a hundred runs would be gigabytes.
      weights: false,
      onProgress: ({ step, totalSteps }) =>
        tell({ kind: "progress", fraction: totalSteps > 0 ? step / totalSteps : 0 }),
      onNotice: (text) => tell({ kind: "notice", text }),
    });
    return { kind: "ended", status: record.status };
  } catch (error) {
    if (!(error instanceof LaycaError)) {
      const reason = error instanceof Error ? (error.stack ?? error.message) : String(error);
      return { kind: "failed", reason };
    }
    return { kind: "failed", reason: error.message, ...unusable(error) };
  }
}

function unusable(error: LaycaError): Pick<Extract<FromWorker, { kind: "failed" }>, "unusable"> {
  if (error instanceof InputError) return { unusable: "input" };
  return error instanceof LibtorchError ? { unusable: "libtorch" } : {};
}

function tell(message: FromWorker): void {
  // It may be closed before the message has gone.
  if (process.connected) process.send?.(message, undefined, undefined, () => undefined);
}
