import { describe, expect, it } from "vitest";
import { duplicateKey } from "../../../lib/tensor/duplicate-key.js";

describe("duplicateKey", () => {
  it.each([
    ['{"a":1,"b":2,"a":3}', "a"],
    ['{"a":1,"\\u0061":3}', "a"],
    ['{"a\\"b":1,"a\\"b":3}', 'a"b'],
    ['{"a":"a","b":"a"}', undefined],
    ['{"a":{"b":1,"b":2},"b":3}', undefined],
    ['{"a":[{"a":1},"a"],"b":": {"}', undefined],
    ["{}", undefined],
  ])("finds in %s %s", (text, expected) => {
    expect(duplicateKey(text)).toBe(expected);
  });
});
