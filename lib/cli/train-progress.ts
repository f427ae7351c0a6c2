import cliProgress from "cli-progress";
import { durationText } from "../report/number-text.js";
import type { RunProgress } from "../train/run.js";
import { say } from "./output.js";

/** Shows a run's progress on standard error until disposed of. */
export interface ProgressDisplay extends Disposable {
  readonly show: (progress: RunProgress) => void;
  end(): void;
}

const PLAIN_INTERVAL_SECONDS = 10;

/**
 * A bar with loss, accuracy, samples a second and the time left on a terminal; elsewhere a plain line every
 * ten seconds.
 */
export function showProgress(epochs: number): ProgressDisplay {
  return process.stderr.isTTY ? bar(epochs) : plainLines(epochs);
}

function bar(epochs: number): ProgressDisplay {
  const display = new cliProgress.SingleBar({
    format: "epoch {epoch}/{epochs} [{bar}] {percentage}% | {figures} | {left} left",
    stream: process.stderr,
    hideCursor: true,
    clearOnComplete: false,
  });
  let started = false;
  const end = () => {
    if (started) display.stop();
    started = false;
  };
  return {
    show(progress) {
      if (progress.totalSteps === 0) return;
      const payload = {
        epoch: Math.min(progress.epoch + 1, epochs),
        epochs,
        figures: figures(progress),
        left: duration(secondsLeft(progress)),
      };
      if (!started) display.start(progress.totalSteps, progress.step, payload);
      started = true;
      display.update(progress.step, payload);
    },
    end,
    [Symbol.dispose]: end,
  };
}

function plainLines(epochs: number): ProgressDisplay {
  let said = 0;
  return {
    show(progress) {
      if (progress.step === 0 || progress.seconds - said < PLAIN_INTERVAL_SECONDS) return;
      said = progress.seconds;
      say(
        `epoch ${progress.epoch + 1}/${epochs}, step ${progress.step}/${progress.totalSteps}, ${figures(progress)}, ${duration(secondsLeft(progress))} left`,
      );
    },
    end() {},
    [Symbol.dispose]() {},
  };
}

function figures({ loss, accuracy, step, seconds }: RunProgress): string {
  return [
    ...(loss === undefined ? [] : [`loss ${loss.toPrecision(4)}`]),
    ...(accuracy === undefined ? [] : [`accuracy ${(100 * accuracy).toFixed(1)} %`]),
    ...(seconds > 0 ? [`${(step / seconds).toFixed(1)} steps/s`] : []),
  ].join(", ");
}

function secondsLeft({ step, totalSteps, seconds }: RunProgress): number {
  return step === 0 ? Number.NaN : (seconds / step) * (totalSteps - step);
}

/** `8 s`, `3 min 20 s`, `2 h 5 min`; `?` where it is not known. */
export function duration(seconds: number): string {
  return Number.isFinite(seconds) ? durationText(seconds) : "?";
}
