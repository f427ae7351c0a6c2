import { expect, it } from "vitest";
import { reference } from "../reference/support/reference-data.js";
import { expectUpdates, SLOW } from "../reference/support/task-runs.js";

const given = reference("tasks").tasks.find(({ name }) => name === SLOW);

it.each(["own", "layca"] as const)(`five updates of ${SLOW} by its %s optimizer`, async (which) => {
  expect(given).toBeDefined();
  if (given) await expectUpdates(given, given[which]);
});
