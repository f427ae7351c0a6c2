import { describe, expect, it } from "vitest";
import { FontMetrics, textWidth, wrapText } from "../../../lib/report/font.js";

describe("textWidth", () => {
  it("adds up the advances of the font's own table", () => {
    // DejaVu Sans: "A" is 1401 of 2048 units wide, "i" 569, the space 651.
    expect(textWidth("A", 2048)).toBe(1401);
    expect(textWidth("Ai i", 2048)).toBe(1401 + 569 + 651 + 569);
  });

  it("scales with the size and knows a bolder cut", () => {
    expect(textWidth("layer", 20)).toBeCloseTo(2 * textWidth("layer", 10), 9);
    expect(textWidth("layer", 10, "bold")).toBeGreaterThan(textWidth("layer", 10));
  });

  it("gives characters outside the font a width", () => {
    expect(textWidth("\u{1f600}", 10)).toBeGreaterThan(0);
  });
});

describe("wrapText", () => {
  it("breaks at spaces so that every line fits", () => {
    const lines = wrapText("how every layer of the network rotates", 100, 11);
    expect(lines.join(" ")).toBe("how every layer of the network rotates");
    expect(lines.length).toBeGreaterThan(1);
    for (const line of lines) expect(textWidth(line, 11)).toBeLessThanOrEqual(100);
  });

  it("leaves a word that is longer than the line whole", () => {
    expect(wrapText("incomprehensibilities", 10, 11)).toEqual(["incomprehensibilities"]);
  });
});

describe("FontMetrics", () => {
  it("refuses bytes that hold no font", () => {
    expect(() => new FontMetrics(new Uint8Array(64))).toThrow(
      "font: expected a table head but there is none",
    );
  });
});
