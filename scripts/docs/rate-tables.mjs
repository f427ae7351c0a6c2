// The tables of docs/optimizers.md whose numbers are computed.

import { layerMultipliers } from "../../lib/optim/index.ts";
import { angleOfRate, expectedRandomDistance } from "../../lib/rotation/index.ts";
import { table } from "./options-table.mjs";

const powers = [0, 1, 2, 3, 4, 5, 6, 7];

/** What Layca's rates from 3⁰ to 3⁻⁷ are in degrees a step, and when random steps saturate. */
export function rateTable() {
  const rows = powers.map((power) => {
    const rate = 3 ** -power;
    const steps = Math.round(2 / rate ** 2);
    return [
      `3${superscript(-power)}`,
      significant(rate, 4),
      `${significant(degrees(angleOfRate(rate)), 4)}°`,
      `${significant(degrees(rate), 4)}°`,
      significant(expectedRandomDistance(rate, 1), 3),
      steps.toLocaleString("en-US"),
    ];
  });
  const head = [
    "rate ρ",
    "value",
    "arc tangent",
    "arc exact",
    "distance after one step",
    "2/ρ² steps",
  ];
  return table(head, rows, [1, 2, 3, 4, 5]);
}

/** The multipliers of six layers for some alphas. */
export function alphaTable() {
  const layers = 6;
  const head = ["alpha", ...Array.from({ length: layers }, (_, layer) => `l = ${layer}`)];
  const rows = [-0.6, -0.3, 0, 0.3, 0.6].map((alpha) => [
    String(alpha),
    ...layerMultipliers(alpha, layers).map((factor) => significant(factor, 3)),
  ]);
  return table(head, rows, [...head.keys()]);
}

function degrees(radians) {
  return (radians * 180) / Math.PI;
}

function significant(value, digits) {
  if (value > 0 && value < 1e-3) return value.toExponential(digits - 1);
  return String(Number(value.toPrecision(digits)));
}

function superscript(power) {
  return [...String(power)].map((sign) => (sign === "-" ? "⁻" : "⁰¹²³⁴⁵⁶⁷⁸⁹"[sign])).join("");
}
