import cliProgress from "cli-progress";
import type { ReproduceProgress } from "../experiments/index.js";
import { say } from "./output.js";
import { duration } from "./train-progress.js";

/** Shows on standard error how far a set of runs is, until it is ended or disposed of. */
export interface RunsProgressDisplay extends Disposable {
  readonly show: (progress: ReproduceProgress) => void;
  end(): void;
}

const PLAIN_INTERVAL_SECONDS = 10;

/** A bar with the time left on a terminal; elsewhere a plain line every ten seconds. */
export function showRunsProgress(): RunsProgressDisplay {
  return process.stderr.isTTY ? bar() : plainLines();
}

function bar(): RunsProgressDisplay {
  const display = new cliProgress.SingleBar({
    format: "[{bar}] {percentage}% | {ended} of {runs} runs | {left} left",
    stream: process.stderr,
    hideCursor: true,
  });
  let started = false;
  const end = () => {
    if (started) display.stop();
    started = false;
  };
  return {
    show(progress) {
      const payload = { ended: progress.ended, runs: progress.total, left: leftText(progress) };
      if (!started) display.start(1, progress.fraction, payload);
      started = true;
      display.update(progress.fraction, payload);
    },
    end,
    [Symbol.dispose]: end,
  };
}

function plainLines(): RunsProgressDisplay {
  let said = 0;
  return {
    show(progress) {
      if (progress.seconds - said < PLAIN_INTERVAL_SECONDS) return;
      said = progress.seconds;
      const percent = Math.floor(100 * progress.fraction);
      say(`${percent} %, ${progress.ended} of ${progress.total} runs, ${leftText(progress)} left`);
    },
    end() {},
    [Symbol.dispose]() {},
  };
}

function leftText({ secondsLeft }: ReproduceProgress): string {
  return duration(secondsLeft ?? Number.NaN);
}
