import { describe, expect, it } from "vitest";
import { platform, platforms } from "../../../lib/libtorch/platform.js";

describe.each(platforms)("$name", ({ libraries, required, wheels }) => {
  it("fetches every library that it opens, and no other", () => {
    const kept = wheels.flatMap(({ keep }) => Object.values(keep));
    const fetched = kept.filter((path) => path.startsWith("lib/")).map((path) => path.slice(4));
    expect(fetched.sort()).toEqual([...libraries].sort());
  });

  it("opens what others link to first", () => {
    expect(libraries.slice(-required.length)).toEqual(required);
    expect(libraries.at(-1)).toMatch(/^libtorch_cpu\./);
  });
});

it("refuses a platform that libtorch is not made for", () => {
  expect(() => platform("win32-x64")).toThrow(
    "platform: expected one of linux-x64, linux-arm64, darwin-arm64 but received win32-x64",
  );
});
