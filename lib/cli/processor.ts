import { readFileSync } from "node:fs";
import { cpus } from "node:os";

/** The processor as training meets it. */
export interface Processor {
  readonly model: string;
  /** The vector extensions that libtorch has code for, as the kernel calls them. */
  readonly extensions: readonly string[];
}

const EXTENSIONS = [
  ...["avx", "avx2", "fma", "avx512f", "avx512bw", "avx512_vnni", "avx512_bf16", "amx_bf16"],
  ...["asimd", "sve", "sve2", "bf16", "i8mm"],
];

/**
 * This machine's processor. Extensions are read from the kernel's list, which macOS does not have.
 */
export function processor(): Processor {
  const known = new Set(flags());
  return {
    model: cpus()[0]?.model.trim() ?? "unknown",
    extensions: EXTENSIONS.filter((name) => known.has(name)),
  };
}

function flags(): string[] {
  if (process.platform !== "linux") return [];
  const line = readFileSync("/proc/cpuinfo", "utf8").match(/^(?:flags|Features)\s*:(.*)$/m);
  return line?.[1]?.trim().split(" ") ?? [];
}
