import { expect, it } from "vitest";
import type { LayersPlot } from "../../../lib/figure.js";
import { noteText } from "../../../lib/report/panel-note.js";

const plot = (note?: LayersPlot["note"]): LayersPlot => ({
  kind: "layers",
  id: "plot",
  title: "",
  y: { history: "rotation.distance", title: "" },
  ...(note ? { note } : {}),
});
const title = "test accuracy";
const reference = { same: ["task"], where: { method: "Layca" } };
const plain = (text: string) => text.replaceAll("\u00a0", " ");

it("writes the measure where there is no reference", () => {
  const text = noteText({ value: 0.944, difference: undefined }, plot({ measure: "a", title }));
  expect(plain(text)).toBe("94.4 % test accuracy");
});

it("writes accuracies and differences as the paper prints them, in hundredths of a percent", () => {
  const noted = plot({ measure: "a", title, reference });
  expect(plain(noteText({ value: 0.7968, difference: -8.77 }, noted))).toBe(
    "η 79.68 %, Δη −8.77 %",
  );
  expect(plain(noteText({ value: 0.6011, difference: 0.3 }, noted))).toBe("η 60.11 %, Δη +0.30 %");
  expect(plain(noteText({ value: 0.8845, difference: undefined }, noted))).toBe("η 88.45 %");
});

it("writes nothing where there is nothing to write", () => {
  expect(noteText({ value: 0.5, difference: 1 }, plot())).toBe("");
  const nothing = { value: undefined, difference: undefined };
  expect(noteText(nothing, plot({ measure: "a", title }))).toBe("");
  expect(noteText(nothing, plot({ measure: "a", title, reference }))).toBe("");
});
