import { type Benchmark, ours, theirs } from "../benchmark.js";
import { type Sample, type Spread, spread } from "../measured.js";
import { NETS } from "../nets.js";
import type { Row } from "../row.js";

/** A Layca step over plain SGD, alone and step by step with a copy of the bytes that it has to move. */
export const layca: Benchmark = {
  contenders: (setting) =>
    NETS.flatMap(({ name }) => {
      const args = [name, String(setting.threads)];
      const step = ours(`layca ${name}, ours`, "layca-step.mjs", ...args);
      const compiled = theirs(
        `layca ${name}, compiled`,
        setting,
        "layca_step.py",
        ...args,
        "--compile",
      );
      return [
        { ...step, env: { OMP_NUM_THREADS: String(setting.threads) } },
        theirs(`layca ${name}, op by op`, setting, "layca_step.py", ...args),
        { ...compiled, env: { TORCHINDUCTOR_CACHE_DIR: setting.compiled } },
      ];
    }),
  rows: (samples) =>
    NETS.flatMap(({ name, title, small }): Row[] => {
      const what = `Layca step, ${title}`;
      const seconds = (contender: string, value: string) =>
        spread(samples.get(`layca ${name}, ${contender}`), ({ values }) => values[value]);
      const alone = { unit: "ms", ours: seconds("ours", "alone") } as const;
      return [
        {
          what: `**${what}**`,
          unit: "ms",
          ours: seconds("ours", "besideCopy"),
          against: "a copy of the same 20n bytes, in turn with it",
          theirs: seconds("ours", "copy"),
          goal: 1.2,
        },
        {
          what: `**${what}**`,
          ...alone,
          against: "Python torch, op by op",
          theirs: seconds("op by op", "seconds"),
          goal: small ? 0.1 : 0.2,
        },
        {
          what,
          ...alone,
          against: "Python torch, torch.compile",
          theirs: compiledTime(samples.get(`layca ${name}, compiled`)),
        },
      ];
    }),
};

/** The process prints no time where the inductor cannot compile, and why on standard error. */
function compiledTime(samples: readonly Sample[] | undefined): Spread | string {
  if (samples?.some(({ values }) => values.seconds === undefined)) return "cannot compile here";
  return spread(samples, ({ values }) => values.seconds);
}
