import { describe } from "vitest";
import { reference } from "./support/reference-data.js";
import { describeTrajectories } from "./support/trajectory.js";

describe("mse: the mean over all numbers of the batch", () => {
  describeTrajectories(reference("mse").cases);
});
