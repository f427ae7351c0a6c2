/** Mean and population deviation, one number or one a channel. */
export interface Normalize {
  readonly mean: readonly number[];
  readonly std: readonly number[];
}

/** Count, mean and sum of squared deviations of some numbers. */
export interface Moments {
  readonly count: number;
  readonly mean: number;
  readonly squares: number;
}

export const noMoments: Moments = { count: 0, mean: 0, squares: 0 };

/** How often each of the 256 values occurs. */
export function histogram(values: Uint8Array): Float64Array {
  const counts = new Float64Array(256);
  // Here and below a counting loop: `for … of` takes four times as long on typed arrays.
  for (let index = 0; index < values.length; index++) {
    const value = values[index] ?? 0;
    counts[value] = (counts[value] ?? 0) + 1;
  }
  return counts;
}

/** Moments of bytes: exact but for one rounding each, since the sums are integers. */
export function histogramMoments(counts: Float64Array): Moments {
  let count = 0n;
  let sum = 0n;
  let squares = 0n;
  counts.forEach((occurrences, value) => {
    const n = BigInt(occurrences);
    count += n;
    sum += n * BigInt(value);
    squares += n * BigInt(value * value);
  });
  if (count === 0n) return noMoments;
  const scaled = count * squares - sum * sum;
  return {
    count: Number(count),
    mean: Number(sum) / Number(count),
    squares: Number(scaled) / Number(count),
  };
}

/** Moments of floats, in float64: the mean first, then the deviations from it. */
export function moments(values: Float32Array | Float64Array): Moments {
  if (values.length === 0) return noMoments;
  let sum = 0;
  for (let index = 0; index < values.length; index++) sum += values[index] ?? 0;
  const mean = sum / values.length;
  let squares = 0;
  for (let index = 0; index < values.length; index++) {
    const deviation = (values[index] ?? 0) - mean;
    squares += deviation * deviation;
  }
  return { count: values.length, mean, squares };
}

/** Moments of two sets of numbers together (Chan, Golub and LeVeque). */
export function together(a: Moments, b: Moments): Moments {
  if (a.count === 0) return b;
  if (b.count === 0) return a;
  const count = a.count + b.count;
  const shift = b.mean - a.mean;
  return {
    count,
    mean: a.mean + (shift * b.count) / count,
    squares: a.squares + b.squares + (shift * shift * a.count * b.count) / count,
  };
}

/** √(squares / count): the deviation of the whole population. */
export function deviation({ count, squares }: Moments): number {
  return Math.sqrt(squares / count);
}
