import { describe } from "vitest";
import { reference } from "./support/reference-data.js";
import { describeTrajectories } from "./support/trajectory.js";

describe("normalized follows spec.md", () => {
  describeTrajectories(reference("normalized").cases);
});
