import { describe } from "vitest";
import { reference } from "./support/reference-data.js";
import { describeTrajectories } from "./support/trajectory.js";

describe("updates follow the mean gradient of their batches, and torch.nn.utils.clip_grad_norm_", () => {
  describeTrajectories(reference("updates").cases);
});
