import { expect, it } from "vitest";
import { fileLook } from "../../../lib/report/look.js";
import { seriesScale } from "../../../lib/report/series-colors.js";
import { refusal } from "../../support/refusal.js";

const names = ["a", "b", "c", "d", "e", "f", "g", "h"];

it("gives each line a hue of its own, and refuses more lines than hues", () => {
  const { domain, range } = seriesScale(names.slice(0, 7), fileLook);
  expect(domain).toEqual(names.slice(0, 7));
  expect(new Set(range).size).toBe(7);
  expect(refusal(() => seriesScale(names, fileLook))).toBe(
    "expected at most 7 lines, which have a colour each, but received a, b, c, d, e, f, g, h",
  );
});

it("puts numbers in order on a scale of their own, however many there are", () => {
  const { domain, scheme } = seriesScale([3, -1, 2, 0, 1, 4, 5, 6, 7], fileLook);
  expect(domain).toEqual([-1, 0, 1, 2, 3, 4, 5, 6, 7]);
  expect(scheme?.name).toBe("viridis");
});
