import { spawnSync } from "node:child_process";
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { beforeAll, describe, expect, it } from "vitest";
import { libtorchInfo } from "../../lib/native.js";
import { writeMnist } from "../support/idx-files.js";
import { filesUnder } from "../support/source-files.js";
import { folderOfFile } from "../support/temporary-folder.js";
import { type Installed, packAndInstall, root, run } from "./installed.js";

const folder = folderOfFile();
let installed: Installed;
let libtorch: string;

beforeAll(() => {
  installed = packAndInstall(folder);
  libtorch = libtorchInfo().folder;
});

/** A user's script, in the installing project. */
function script(name: string, text: string): string {
  const path = join(installed.project, name);
  writeFileSync(path, text);
  return path;
}

function node(path: string, env: NodeJS.ProcessEnv) {
  return spawnSync(process.execPath, [path], {
    cwd: installed.project,
    encoding: "utf8",
    env: { PATH: installed.path, ...env },
  });
}

const trainText = `
import { datasets, type HistoryEntry, layca, network, sgd, tensor, train } from "layca";

const net = network.vector({ features: 784 }).linear(8, { init: "heUniform" }).relu().linear(10);
const run = train(net, datasets.mnist({ root: "mnist" }), {
  optimizer: layca(sgd({ momentum: 0.9 }), { rate: 3 ** -3 }),
  epochs: 2,
  batchSize: 20,
  threads: 1,
});
const entries: HistoryEntry[] = [];
for await (const entry of run) entries.push(entry);
const { status, test } = await run.result;
const four: number = tensor([[1, 2], [3, 4]]).sum().item() as number;
console.log(JSON.stringify({ status, steps: entries.map(({ step }) => step), tested: test !== undefined, four }));
`;

describe("the tarball", () => {
  it("holds what users need and nothing else", () => {
    const folders = new Set(installed.tarball.files.map(({ path }) => path.split("/")[0]));
    expect([...folders].sort()).toEqual(
      [
        "CHANGELOG.md",
        "CMakeLists.txt",
        "LICENSE",
        "README.md",
        "binding",
        "dist",
        "package.json",
        "prebuilds",
        "src",
      ].sort(),
    );
    const paths = installed.tarball.files.map(({ path }) => path);
    expect(paths).toContain("dist/index.d.ts");
    expect(paths).toContain("dist/run.schema.json");
    const charts = filesUnder("lib/report/charts", /\.json$/);
    expect(paths).toEqual(
      expect.arrayContaining(charts.map((path) => path.replace(/^lib/, "dist"))),
    );
    expect(paths.filter((path) => /\.(so|o|a)(\.|$)|\.tsbuildinfo$/u.test(path))).toEqual([]);
  });

  it("is small: libtorch is not in it", () => {
    expect(installed.tarball.size).toBeLessThan(3_000_000);
  });

  it("has one prebuilt loader that node-gyp-build finds, and the engine where it does not look", () => {
    const binaries = installed.tarball.files
      .map(({ path }) => path)
      .filter((path) => path.endsWith(".node"));
    const tuple = `${process.platform}-${process.arch}`;
    expect(binaries.sort()).toEqual(
      [
        `prebuilds/${tuple}/engine/layca_engine.node`,
        `prebuilds/${tuple}/layca.${process.platform === "linux" ? "glibc." : ""}node`,
      ].sort(),
    );
  });
});

describe("installed where there is no compiler", () => {
  it("has types that a strict program passes", () => {
    script("train.ts", trainText);
    writeFileSync(
      join(installed.project, "tsconfig.json"),
      JSON.stringify({
        compilerOptions: {
          target: "ES2022",
          lib: ["ES2023", "ESNext.Disposable"],
          module: "NodeNext",
          strict: true,
          exactOptionalPropertyTypes: true,
          noUncheckedIndexedAccess: true,
          noEmit: true,
          types: ["node"],
          typeRoots: [join(root, "node_modules/@types")],
        },
        files: ["train.ts"],
      }),
    );
    const tsc = join(root, "node_modules/typescript/bin/tsc");
    expect(run(process.execPath, [tsc, "-p", "."], installed.project)).toBe("");
  });

  it("trains and computes with tensors", () => {
    mkdirSync(join(installed.project, "mnist"));
    writeMnist(join(installed.project, "mnist"), { train: 40, test: 20 });
    const plain = trainText.replace("type HistoryEntry, ", "").replace(": HistoryEntry[]", "");
    const path = script("train.mjs", plain.replace(": number", "").replace(" as number", ""));
    const { status, stdout, stderr } = node(path, { LAYCA_LIBTORCH: libtorch });
    expect(stderr).toBe("");
    expect(JSON.parse(stdout)).toEqual({
      status: "finished",
      steps: [2, 4],
      tested: true,
      four: 10,
    });
    expect(status).toBe(0);
  });

  it("imports without libtorch; the first use says what to run", () => {
    const path = script(
      "none.mjs",
      'import { tensor } from "layca";\ntry { tensor([1]); } catch (error) { console.log(error.name + ": " + error.message); }\n',
    );
    const empty = join(folder, "empty");
    mkdirSync(empty, { recursive: true });
    const { stdout } = node(path, { HOME: empty, LAYCA_CACHE: join(empty, "cache") });
    expect(stdout.split("\n")[0]).toBe(
      "LibtorchError: libtorch 2.11.0 is not set up: run `npx layca setup`, which finds or fetches it.",
    );
  });

  it("has the command", () => {
    const layca = join(installed.project, "node_modules/.bin/layca");
    const doctor = run(layca, ["doctor", "--json"], installed.project, {
      PATH: installed.path,
      LAYCA_LIBTORCH: libtorch,
    });
    expect(JSON.parse(doctor)).toMatchObject({ versions: { layca: "0.1.0" } });
  });
});

/** What README.md and CONTRIBUTING.md promise: Linux with glibc 2.34 or later and the libstdc++ of GCC 12. */
const floors = { GLIBC: "2.34", GLIBCXX: "3.4.30", CXXABI: "1.3.13" };

describe.skipIf(process.platform !== "linux")(
  "the prebuilt binaries (ELF, so on Linux only)",
  () => {
    it("need no newer glibc and libstdc++ than stated", () => {
      const prebuilds = join(installed.project, "node_modules/layca/prebuilds");
      const binaries = readdirSync(prebuilds, { recursive: true, encoding: "utf8" }).filter(
        (name) => name.endsWith(".node"),
      );
      expect(binaries).toHaveLength(2);
      for (const name of binaries) {
        const text = readFileSync(join(prebuilds, name), "latin1");
        for (const [library, floor] of Object.entries(floors)) {
          const needed = [...text.matchAll(new RegExp(`\\b${library}_([\\d.]+)\\0`, "gu"))];
          const versions = needed.map(([, version]) => version ?? "");
          if (library === "GLIBC") expect(versions).not.toEqual([]);
          expect(versions.filter((version) => isNewer(version, floor))).toEqual([]);
        }
      }
    });
  },
);

function isNewer(version: string, than: string): boolean {
  return version.localeCompare(than, "en", { numeric: true }) > 0;
}
