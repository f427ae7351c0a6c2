import type { Command } from "commander";
import { setUpLibtorch } from "../libtorch/setup.js";
import { engine, libtorchInfo } from "../native.js";
import { Interrupted } from "./exit-status.js";
import { abortOnInterrupt } from "./interrupt.js";
import { print, say } from "./output.js";

/** `layca setup`: finds or fetches libtorch and says what it took from where. Builds nothing. */
export function registerSetup(program: Command): void {
  program
    .command("setup")
    .description("find or fetch libtorch, and check that the engine loads with it")
    .action(setup);
}

async function setup(): Promise<void> {
  using interrupt = abortOnInterrupt("Interrupting …");
  const { signal } = interrupt;
  try {
    await setUpLibtorch({ signal, onProgress: say });
  } catch (error) {
    if (!signal.aborted) throw error;
    throw new Interrupted("interrupted; the next `layca setup` goes on with what was downloaded");
  }
  engine();
  const { version, source, folder } = libtorchInfo();
  print(`libtorch ${version} (${source}): ${folder}`);
  print("The engine loads: ready.");
}
