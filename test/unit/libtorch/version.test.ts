import { expect, it } from "vitest";
import { isLibtorchVersion } from "../../../lib/libtorch/version.js";

it("takes one version, whatever its build tag", () => {
  const versions = ["2.11.0", "2.11.0+cu130", "2.11.0+cpu", "2.11.1", "2.10.0+cpu", "12.11.0", ""];
  expect(versions.map(isLibtorchVersion)).toEqual([true, true, true, false, false, false, false]);
});
