/** Prints a line of result on standard output. */
export function print(line: string): void {
  process.stdout.write(`${line}\n`);
}

/** Prints a message on standard error: progress, warnings, what went wrong. */
export function say(line: string): void {
  process.stderr.write(`${line}\n`);
}
