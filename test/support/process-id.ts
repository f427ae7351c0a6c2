/** Guards against a signal to a whole group, should there be no id where one was looked for. */
export function processId(value: number | undefined): number {
  if (value === undefined || !(value > 1)) throw new Error(`no process id: ${value}`);
  return value;
}
