import { describe } from "vitest";
import { reference } from "./support/reference-data.js";
import { describeTrajectories } from "./support/trajectory.js";

describe("sgd follows torch.optim.SGD and spec.md's other momentum forms", () => {
  describeTrajectories(reference("sgd").cases);
});
