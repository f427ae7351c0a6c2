import { describe, expect, it } from "vitest";
import { assign } from "../../../lib/cli/assignments.js";
import { refusal } from "../../support/refusal.js";

const run = { epochs: 2, network: { layers: [{ kind: "linear" }, { kind: "relu" }] }, seed: 1 };

describe("assign", () => {
  it("sets fields, fields in lists and new ones, and leaves its argument alone", () => {
    const before = structuredClone(run);
    expect(
      assign(run, [
        "epochs=3",
        "network.layers[0].outFeatures=5",
        "record.every=step",
        "shuffle=false",
      ]),
    ).toEqual({
      epochs: 3,
      network: { layers: [{ kind: "linear", outFeatures: 5 }, { kind: "relu" }] },
      seed: 1,
      record: { every: "step" },
      shuffle: false,
    });
    expect(run).toEqual(before);
  });

  it("reads values as JSON and anything else as a string", () => {
    expect(assign({}, ["a=[1,2]", 'b={"c":null}', "d=cuda:0", "e=x=y", "f="])).toEqual({
      a: [1, 2],
      b: { c: null },
      d: "cuda:0",
      e: "x=y",
      f: "",
    });
  });

  it("refuses what is no assignment", () => {
    expect(refusal(() => assign(run, ["epochs"]))).toBe(
      "--set epochs: expected path=value, as in epochs=3",
    );
    expect(refusal(() => assign(run, ["network..x=1"]))).toBe(
      "--set network..x=1: expected a path such as network.layers[0].bias but received network..x",
    );
  });

  it("refuses a path through something that has no such place", () => {
    expect(refusal(() => assign(run, ["network.layers[2].bias=true"]))).toBe(
      "--set network.layers[2].bias=true: expected network.layers to hold an item 2, but it does not",
    );
    expect(refusal(() => assign(run, ["epochs.x=1"]))).toBe(
      "--set epochs.x=1: expected epochs to hold fields, x among them, but it does not",
    );
  });

  it("takes __proto__ for a key like any other", () => {
    const changed = assign({}, ["__proto__.polluted=1"]);
    expect(Object.hasOwn(Object(changed), "__proto__")).toBe(true);
    expect(Reflect.get({}, "polluted")).toBeUndefined();
  });
});
