import { describe } from "vitest";
import { reference } from "./support/reference-data.js";
import { describeTrajectories } from "./support/trajectory.js";

describe("schedules follow spec.md, and torch.optim.lr_scheduler where it has them", () => {
  describeTrajectories(reference("schedules").cases);
});
