import { expect, it } from "vitest";
import { roundPlaces } from "../../../lib/report/render.js";

it("rounds places to a hundredth of a pixel, and leaves texts and names alone", () => {
  const svg =
    '<g transform="translate(-0.3333333333,12)"><path d="M1.005,2.34567L-1.2345678e-7,3" aria-label="0.33333"/>' +
    '<line x2="640.123456" y2="0.5"/><text opacity="0.12345">0.33333</text></g>';
  expect(roundPlaces(svg)).toBe(
    '<g transform="translate(-0.33,12)"><path d="M1,2.35L-0,3" aria-label="0.33333"/>' +
      '<line x2="640.12" y2="0.5"/><text opacity="0.12345">0.33333</text></g>',
  );
});
