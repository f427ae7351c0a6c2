import { expect, it } from "vitest";
import { ThemeColors } from "../../../lib/report/theme-colors.js";

const drawn = (text: string, line: string) =>
  `<svg><g fill="none"><path stroke="${line}"/><text fill="${text}">fill="x"</text></g></svg>`;

it("makes one drawing of two, whose differing colours are variables of either theme", () => {
  const colors = new ThemeColors();
  expect(colors.merge(drawn("#111", "rgb(1, 2, 3)"), drawn("#eee", "rgb(1, 2, 3)"))).toBe(
    drawn("var(--c0)", "rgb(1, 2, 3)"),
  );
  expect(colors.merge(drawn("#111", "#111"), drawn("#ddd", "#eee"))).toBe(
    drawn("var(--c1)", "var(--c0)"),
  );
  expect(colors.css()).toBe(
    ":root{--c0:#111;--c1:#111}\n@media (prefers-color-scheme: dark){:root{--c0:#eee;--c1:#ddd}}\n",
  );
});

it("refuses drawings that differ in more", () => {
  const merge = () => new ThemeColors().merge("<path d='1'/>", "<path d='2'/>");
  expect(merge).toThrow("expected two drawings that differ in nothing but their colours");
});
