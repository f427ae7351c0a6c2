import { type Benchmark, ours, theirs } from "../benchmark.js";
import { spread } from "../measured.js";
import { NETS } from "../nets.js";
import type { Row } from "../row.js";

const RULES = [
  { key: "adam", title: "Adam" },
  { key: "momentum", title: "Momentum SGD" },
] as const;

/** torch.optim's two ways to step many tensors at once. */
const WAYS = ["foreach", "fused"] as const;

/** Steps of rules without a transform, beside those of torch.optim. */
export const optimizers: Benchmark = {
  contenders: (setting) =>
    NETS.flatMap(({ name }) => {
      const args = [name, String(setting.threads)];
      return [
        ours(`optimizers ${name}, ours`, "optimizers.mjs", ...args),
        ...WAYS.map((way) =>
          theirs(`optimizers ${name}, ${way}`, setting, "optimizers.py", ...args, way),
        ),
      ];
    }),
  rows: (samples) =>
    RULES.flatMap(({ key, title }) =>
      NETS.flatMap((net) => {
        const seconds = (contender: string) =>
          spread(samples.get(`optimizers ${net.name}, ${contender}`), ({ values }) => values[key]);
        return WAYS.map(
          (way): Row => ({
            what: `**${title} step, ${net.title}**`,
            unit: "ms",
            ours: seconds("ours"),
            against: `torch.optim, ${way}`,
            theirs: seconds(way),
            goal: 1,
          }),
        );
      }),
    ),
};
