import { mkdirSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { engine } from "../../lib/native.js";
import { engineInputs, engineSpec, runEngine, weightBytes } from "../support/engine-runs.js";
import { temporaryFolder } from "../support/temporary-folder.js";

interface Header {
  readonly [name: string]: {
    readonly dtype: string;
    readonly shape: readonly number[];
    readonly data_offsets: readonly [number, number];
  };
}

/** A safetensors file's header, and every tensor's bytes in hexadecimal. */
function read(path: string): { header: Header; bytes: Record<string, string> } {
  const file = readFileSync(path);
  const data = 8 + Number(file.readBigUInt64LE(0));
  const { __metadata__: _, ...header }: Header = JSON.parse(file.toString("utf8", 8, data));
  const bytes = Object.entries(header).map(
    ([
      name,
      {
        data_offsets: [begin, end],
      },
    ]) => [name, file.toString("hex", data + begin, data + end)],
  );
  return { header, bytes: Object.fromEntries(bytes) };
}

const named = {
  input: { kind: "vector", features: 12 },
  layers: [
    { kind: "linear", outFeatures: 5, bias: false, init: "heNormal", name: 'a "quoted" näme' },
    { kind: "batchNorm", affine: false, momentum: 0.1, eps: 1e-5 },
    { kind: "linear", outFeatures: 3, bias: true, init: "glorotUniform" },
  ],
};

test("the initial and the final state dict are written whole, under PyTorch's keys", async () => {
  const folder = temporaryFolder();
  const [initialPath, finalPath] = [join(folder, "initial.st"), join(folder, "final.st")];
  const { handle } = await runEngine(
    engineSpec({ network: named }),
    engineInputs({ initialPath, finalPath }),
  );
  expect(read(initialPath).bytes).toEqual(weightBytes(handle, "initial"));
  expect(read(finalPath).bytes).toEqual(weightBytes(handle));
  const { header } = read(finalPath);
  expect(header['a "quoted" näme.weight']).toMatchObject({ dtype: "F32", shape: [5, 12] });
  expect(header["1.num_batches_tracked"]).toMatchObject({ dtype: "I64", shape: [] });
  for (const { data_offsets } of Object.values(header)) expect(data_offsets[0] % 4).toBe(0);
  expect(readdirSync(folder).sort()).toEqual(["final.st", "initial.st"]);
});

test("a run that begins with another's weights begins where that one ended", async () => {
  const first = await runEngine(engineSpec({ network: named }));
  const initialWeights = engine().runWeights(first.handle, "current");
  const second = await runEngine(engineSpec({ network: named }), engineInputs({ initialWeights }));
  expect(weightBytes(second.handle, "initial")).toEqual(weightBytes(first.handle));
});

test("a file that cannot be written fails the run as an error that names it", async () => {
  const folder = temporaryFolder();
  const path = join(folder, "missing", "initial.st");
  const { state } = await runEngine(engineSpec(), engineInputs({ initialPath: path }));
  expect(state).toMatchObject({
    status: "failed",
    error: true,
    reason: `${path}: could not be created: No such file or directory`,
  });

  const taken = join(folder, "taken");
  mkdirSync(taken);
  const late = await runEngine(engineSpec(), engineInputs({ finalPath: taken }));
  expect(late.state).toMatchObject({
    status: "failed",
    error: true,
    reason: `${taken}: could not be renamed into place: Is a directory`,
  });
  expect(readdirSync(folder)).toEqual(["taken"]);
});
