import { describeForward } from "./support/forward.js";
import { problem, reference } from "./support/reference-data.js";

describeForward(reference("forward").cases, problem);
