#!/usr/bin/env node
import { Command, CommanderError } from "commander";
import { laycaVersion } from "../version.js";
import { registerData } from "./data.js";
import { registerDescribe } from "./describe.js";
import { registerDoctor } from "./doctor.js";
import { registerEvaluate } from "./evaluate.js";
import { EXIT, exitStatusOf, messageOf } from "./exit-status.js";
import { say } from "./output.js";
import { registerReport } from "./report.js";
import { registerReproduce } from "./reproduce.js";
import { registerSetup } from "./setup.js";
import { registerTrain } from "./train.js";

const program = new Command("layca")
  .description(
    "Train networks natively from TypeScript; measure and control how fast each layer rotates.",
  )
  .version(laycaVersion)
  .exitOverride()
  .configureHelp({ showGlobalOptions: true })
  .showHelpAfterError("(layca --help lists the commands)");

for (const register of [
  registerSetup,
  registerDoctor,
  registerTrain,
  registerEvaluate,
  registerDescribe,
  registerData,
  registerReproduce,
  registerReport,
]) {
  register(program);
}
// Commander's own exits become errors, so that every way out passes below.
for (const command of program.commands) command.exitOverride();

// A reader that has had enough (`layca describe … | head`) is no failure.
process.stdout.on("error", (error: NodeJS.ErrnoException) => {
  if (error.code === "EPIPE") process.exit(EXIT.done);
  throw error;
});

try {
  await program.parseAsync();
} catch (error) {
  if (error instanceof CommanderError) {
    process.exitCode = error.exitCode === 0 ? EXIT.done : EXIT.badInput;
  } else {
    say(`layca: ${messageOf(error)}`);
    process.exitCode = exitStatusOf(error);
  }
}
