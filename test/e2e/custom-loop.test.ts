import { describe, expect, it } from "vitest";
import { runScript } from "../support/run-script.js";

describe("a loop of one's own leaves the weights and records of the run of the same job, bit for bit", () => {
  const tasks = ["perceptron", "spec's perceptron", "convnet"];
  it.each(tasks.flatMap((task) => ["sgd", "adam"].map((rule) => [task, rule] as const)))(
    "%s, layca over %s",
    async (task, rule) => {
      const end = await runScript("e2e/children/custom-loop.ts", [task, rule]);
      expect(end).toEqual({
        status: 0,
        signal: null,
        stdout: "24 updates, 8 entries\n",
        stderr: "",
      });
    },
  );
});
