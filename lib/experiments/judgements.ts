import type { Judgement } from "./results.js";

/** A number in words: three significant digits at least, as accuracies and losses are written. */
export function numberText(value: number): string {
  if (value === 0) return "0";
  const isPlain = Math.abs(value) >= 0.01 && Math.abs(value) < 1000;
  return isPlain ? String(Number(value.toFixed(4))) : value.toPrecision(3);
}

/** Whether `left` exceeds `right` by more than `margin`. */
export function exceeds(left: number, right: number, margin: number): Judgement {
  const text = [left, right, left - right].map(numberText);
  return { holds: left - right > margin, measured: `${text[0]} − ${text[1]} = ${text[2]}` };
}

/** Whether `left` exceeds every one of `others` by more than its margin. */
export function exceedsAll(
  left: number,
  others: readonly { readonly name: string; readonly value: number; readonly margin: number }[],
): Judgement {
  return {
    holds: others.every(({ value, margin }) => left - value > margin),
    measured: `${numberText(left)} against ${others
      .map(({ name, value }) => `${numberText(value)} (${name})`)
      .join(", ")}`,
  };
}

/** Whether the numbers fall from each to the next. */
export function falls(values: readonly number[]): Judgement {
  const pairs = values
    .slice(1)
    .map((value, index) => [values[index] ?? Number.NaN, value] as const);
  return {
    holds: pairs.every(([before, after]) => after < before),
    measured: values.map(numberText).join(", "),
  };
}

/** Whether a number lies in a range, its ends left out. */
export function between(value: number, above: number, below: number): Judgement {
  return { holds: value > above && value < below, measured: numberText(value) };
}

/** Both of two judgements. */
export function both(first: Judgement, second: Judgement): Judgement {
  return {
    holds: first.holds && second.holds,
    measured: `${first.measured}; ${second.measured}`,
  };
}
