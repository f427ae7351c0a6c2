import { existsSync, readFileSync } from "node:fs";

/** The most memory that this process has had resident. */
export function peakBytes() {
  const status = "/proc/self/status";
  const [, kilobytes] = existsSync(status)
    ? (readFileSync(status, "utf8").match(/VmHWM:\s*(\d+) kB/) ?? [])
    : [];
  return 1024 * Number(kilobytes ?? process.resourceUsage().maxRSS);
}
