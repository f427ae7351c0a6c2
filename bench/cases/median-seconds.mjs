const WARM_UP = 10;

/**
 * The median seconds of each act, done in turn `count` times after a warm-up.
 * @param {number} count
 * @param {readonly (() => void)[]} acts
 */
export function medianSeconds(count, ...acts) {
  const seconds = acts.map(() => []);
  for (let round = 0; round < WARM_UP + count; round++) {
    for (const [index, act] of acts.entries()) {
      const start = performance.now();
      act();
      if (round >= WARM_UP) seconds[index].push((performance.now() - start) / 1000);
    }
  }
  return seconds.map((all) => all.sort((a, b) => a - b)[Math.floor(count / 2)]);
}
