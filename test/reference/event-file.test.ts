import { readFileSync } from "node:fs";
import { expect, it } from "vitest";
import { eventFile } from "../../lib/report/event-file.js";

interface Reference {
  readonly start: number;
  readonly events: readonly {
    readonly wallTime: number;
    readonly step: number;
    readonly scalars: Readonly<Record<string, number>>;
  }[];
  readonly bytes: string;
}

it("writes events byte for byte as TensorBoard's own writer does", () => {
  const path = new URL("data/event-file.json", import.meta.url);
  const { start, events, bytes }: Reference = JSON.parse(readFileSync(path, "utf8"));
  const ours = events.map(({ scalars, ...moment }) => ({
    ...moment,
    scalars: new Map(Object.entries(scalars)),
  }));
  expect(Buffer.from(eventFile(start, ours)).toString("hex")).toBe(bytes);
});
