import { format } from "node:util";
import { afterEach } from "vitest";

const methods = ["debug", "error", "info", "log", "trace", "warn"] as const;
const said: string[] = [];

// The library has no console output, so any that appears is a remnant or a dependency's complaint.
for (const method of methods) {
  console[method] = (...values: unknown[]) => {
    said.push(`console.${method}: ${format(...values)}`);
  };
}

afterEach(() => {
  const lines = said.splice(0);
  if (lines.length > 0) throw new Error(`unexpected console output:\n${lines.join("\n")}`);
});
