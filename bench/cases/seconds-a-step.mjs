/**
 * Seconds a step of a run's loop once `warmUp` updates are done; what happens before is not in it.
 * @param {import("layca").Run} run
 * @param {number} warmUp
 */
export async function secondsAStep(run, warmUp) {
  let start = 0;
  let first = 0;
  let last = 0;
  for await (const { step } of run) {
    last = step;
    // Records may come several at a time: the clock starts with the first that comes after the warm-up.
    if (step < warmUp || first > 0) continue;
    first = step;
    start = performance.now();
  }
  const { status, reason } = await run.result;
  if (status !== "finished") throw new Error(`expected a finished run but it ${status}: ${reason}`);
  return (performance.now() - start) / 1000 / (last - first);
}
