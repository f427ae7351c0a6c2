import { describe } from "vitest";
import { reference } from "./support/reference-data.js";
import { describeTrajectories } from "./support/trajectory.js";

describe("layca follows the four literal steps of the paper's Algorithm 1", () => {
  describeTrajectories(reference("layca").cases);
});
