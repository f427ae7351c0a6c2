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
        left: duration(progress.secondsLeft),
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
        `epoch ${progress.epoch + 1}/${epochs}, step ${progress.step}/${progress.totalSteps}, ${figures(progress)}, ${duration(progress.secondsLeft)} left`,
      );
    },
    end() {},
    [Symbol.dispose]() {},
  };
}

function figures({ loss, accuracy, samplesPerSecond }: RunProgress): string {
  return [
    ...(loss === undefined ? [] : [`loss ${loss.toPrecision(4)}`]),
    ...(accuracy === undefined ? [] : [`accuracy ${(100 * accuracy).toFixed(1)} %`]),
    ...(samplesPerSecond === undefined ? [] : [`${paceText(samplesPerSecond)} samples/s`]),
  ].join(", ");
}

/** Three digits where there are fewer before the point: `0.0512`, `51.2`, `51,234`. */
function paceText(pace: number): string {
  return pace < 100 ? pace.toPrecision(3) : Math.round(pace).toLocaleString("en-US");
}

/** `8 s`, `3 min 20 s`, `2 h 5 min`; `?` where it is not known. */
export function duration(seconds = Number.NaN): string {
  return Number.isFinite(seconds) ? durationText(seconds) : "?";
}
