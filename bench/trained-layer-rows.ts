import { type Sample, type Spread, spread } from "./measured.js";
import type { Row } from "./row.js";

/** The trained layer of each Figure 1 run that is timed: the first, one in the middle, the last hidden one. */
const TRAINED = ["0", "5", "9"];

/** A row a trained layer, and one of their sum, which has the goal. */
export function trainedLayerRows(compared: {
  readonly what: string;
  readonly against: string;
  readonly ours: readonly Sample[] | undefined;
  readonly theirs: readonly Sample[] | undefined;
  readonly goal: number;
}): Row[] {
  const { what, against, goal } = compared;
  const pairs = TRAINED.map((layer) => {
    const step = ({ values }: Sample) => values[layer];
    return { layer, ours: spread(compared.ours, step), theirs: spread(compared.theirs, step) };
  });
  const rows = pairs.map(
    ({ layer, ours, theirs }): Row => ({
      what: `${what}, layer ${layer}`,
      unit: "ms",
      ours,
      against,
      theirs,
    }),
  );
  const total: Row = {
    what: `**${what}, sum**`,
    unit: "ms",
    ours: sum(pairs.map(({ ours }) => ours)),
    against,
    theirs: sum(pairs.map(({ theirs }) => theirs)),
    goal,
  };
  return [...rows, total];
}

/** The spread of sums, taken median by median and end by end. */
function sum(spreads: readonly Spread[]): Spread {
  const total = (key: keyof Spread) => spreads.reduce((before, each) => before + each[key], 0);
  return { median: total("median"), least: total("least"), largest: total("largest") };
}
