import { expect, it } from "vitest";
import { leanSvg } from "../../../lib/report/lean-svg.js";

it("leaves out what a page says itself or nobody sees, rounds to hundredths of a pixel, and names parts as its own", () => {
  const svg =
    '<svg class="marks" viewBox="0 0 10.5 20"><g transform="translate(0.123456,-2.9996)" role="graphics-object"' +
    ' aria-label="x > 3"><path class="background" aria-hidden="true" d="M0,0h10.12345v2h-10Z" pointer-events="none"/>' +
    '<path d="M1.23456,-0.0001L2e-7,3.5" stroke="rgb(1, 2, 3)" opacity="1"/>' +
    '<path class="background" d="M0,0h1v1Z" stroke="#123"/>' +
    '<linearGradient id="gradient_7"/><path fill="url(#gradient_7)" stroke="url(#other)"/>' +
    '<text font-family="A, &quot;B&quot;" fill="#000" opacity="0.5">role="x" 1.23456</text></g></svg>';
  expect(leanSvg(svg, "fig1-wide")).toBe(
    '<svg class="marks" viewBox="0 0 10.5 20"><g transform="translate(0.12,-3)">' +
      '<path d="M1.23,0L2e-7,3.5" stroke="rgb(1, 2, 3)"/>' +
      '<path class="background" d="M0,0h1v1Z" stroke="#123"/>' +
      '<linearGradient id="fig1-wide-0"/><path fill="url(#fig1-wide-0)" stroke="url(#other)"/>' +
      '<text fill="#000" opacity="0.5">role="x" 1.23456</text></g></svg>',
  );
});
