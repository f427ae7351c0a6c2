import { describe } from "vitest";
import { reference } from "./support/reference-data.js";
import { describeTrajectories } from "./support/trajectory.js";

describe("lars follows spec.md, its growth limited or not", () => {
  describeTrajectories(reference("lars").cases);
});
