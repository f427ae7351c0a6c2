import { readFileSync } from "node:fs";
import { join } from "node:path";
import { root, StepError } from "./step.mjs";

/** Refuses a Node older than package.json asks for. */
export function checkNode() {
  const { engines } = JSON.parse(readFileSync(join(root, "package.json"), "utf8"));
  const running = process.versions.node;
  if (isOlder(running, engines.node.replace(/^>=/, ""))) {
    throw new StepError(`Node: expected ${engines.node} but received ${running}.`);
  }
}

function isOlder(version, least) {
  const [major, minor] = version.split(".").map(Number);
  const [leastMajor, leastMinor] = least.split(".").map(Number);
  return major === leastMajor ? minor < leastMinor : major < leastMajor;
}
