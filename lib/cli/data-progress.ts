import cliProgress from "cli-progress";
import type { FetchProgress } from "../data/fetch-set.js";
import { say } from "./output.js";

/** Shows on standard error how far a set is, until it is ended or disposed of. */
export interface FetchProgressDisplay extends Disposable {
  readonly show: (progress: FetchProgress) => void;
  end(): void;
}

const PLAIN_INTERVAL_MS = 5000;

/** A bar on a terminal; elsewhere a plain line when something begins and every five seconds. */
export function showFetchProgress(): FetchProgressDisplay {
  return process.stderr.isTTY ? bar() : plainLines();
}

function bar(): FetchProgressDisplay {
  const display = new cliProgress.SingleBar({
    format: "{what} [{bar}] {amount}",
    stream: process.stderr,
    hideCursor: true,
  });
  let shown = "";
  const end = () => {
    if (shown !== "") display.stop();
    shown = "";
  };
  return {
    show(progress) {
      const what = whatText(progress);
      const payload = { what, amount: amountText(progress) };
      if (what !== shown) {
        end();
        display.start(progress.total ?? progress.done, progress.done, payload);
        shown = what;
      }
      display.setTotal(progress.total ?? progress.done);
      display.update(progress.done, payload);
    },
    end,
    [Symbol.dispose]: end,
  };
}

function plainLines(): FetchProgressDisplay {
  let shown = "";
  let said = 0;
  return {
    show(progress) {
      const what = whatText(progress);
      const now = performance.now();
      if (what === shown && now - said < PLAIN_INTERVAL_MS) return;
      shown = what;
      said = now;
      say(`${what}: ${amountText(progress)}`);
    },
    end() {},
    [Symbol.dispose]() {},
  };
}

function whatText({ doing, name }: FetchProgress): string {
  return `${doing} ${name}`;
}

/** `12.0 of 170.1 MB` of a download, else `500 of 1,000`. */
function amountText({ doing, done, total }: FetchProgress): string {
  const text = (amount: number) =>
    doing === "downloading" ? (amount / 1e6).toFixed(1) : amount.toLocaleString("en-US");
  const unit = doing === "downloading" ? " MB" : "";
  return `${text(done)}${total === undefined ? "" : ` of ${text(total)}`}${unit}`;
}
