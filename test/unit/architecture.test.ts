import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { codeOf, filesUnder, importsOf, root } from "../support/source-files.js";

const LEAVES = ["errors", "check", "record", "figure", "version", "addon", "young-collector"];

/**
 * What each part of lib/ may import beside the leaves and itself: only parts that stand above it here,
 * so that there is no circle. The arrows are those of CONTRIBUTING.md.
 */
const ARROWS: Readonly<Record<string, readonly string[]>> = {
  libtorch: [],
  native: ["libtorch"],
  tensor: ["native", "libtorch"],
  rotation: ["tensor", "native"],
  nn: ["tensor", "native"],
  optim: ["nn", "tensor", "native"],
  data: ["nn", "tensor", "native", "libtorch"],
  train: ["data", "optim", "nn", "rotation", "tensor", "native", "libtorch"],
  experiments: ["train", "data", "optim", "nn", "rotation", "tensor", "native", "libtorch"],
  report: [],
  index: ["experiments", "train", "data", "optim", "nn", "rotation", "tensor", "native"],
  figures: ["report", "experiments"],
  cli: [
    ...["report", "experiments", "train", "data", "optim", "nn", "rotation", "tensor", "native"],
    "libtorch",
  ],
};

/** Packages for the command line and for drawing, which a script that trains must not load. */
const NOT_FOR_TRAINING = /^(vega|vega-lite|@resvg\/|dejavu-fonts|commander|cli-progress)/;
const DRAWING = /^(vega|vega-lite|@resvg\/|dejavu-fonts)/;

const library = filesUnder("lib", /\.ts$/);
const handWritten = library.filter((file) => !file.includes("/generated/"));
const typescript = ["lib", "test", "examples", "bench"].flatMap((folder) =>
  filesUnder(folder, /\.ts$/),
);
const cpp = ["src", "binding"].flatMap((folder) => filesUnder(folder, /\.(h|cpp|cu)$/));

describe("the arrows of lib/", () => {
  it("are a table without circles", () => {
    const parts = Object.keys(ARROWS);
    for (const [part, imports] of Object.entries(ARROWS)) {
      for (const other of imports) {
        expect(parts.indexOf(other), `${part} → ${other}`).toBeLessThan(parts.indexOf(part));
      }
    }
  });

  it("hold for every import", () => {
    const wrong = library.flatMap((file) =>
      importsOf(file)
        .filter(({ target, isFile }) => isFile && !isAllowed(partOf(file), partOf(target)))
        .map(({ target }) => `${file} → ${target}`),
    );
    expect(wrong).toEqual([]);
  });

  it("point to files that exist", () => {
    const missing = typescript.flatMap((file) =>
      importsOf(file)
        .filter(({ target, isFile }) => isFile && !existsSync(join(root, target)))
        .map(({ target }) => `${file} → ${target}`),
    );
    expect(missing).toEqual([]);
  });

  it("make no circle of files", () => {
    expect(circlesAmong(library)).toEqual([]);
  });

  it("take only types from the addon's declaration", () => {
    const wrong = library.filter((file) =>
      importsOf(file).some(({ target, when }) => target === "lib/addon.ts" && when !== "type"),
    );
    expect(wrong).toEqual([]);
  });
});

describe("loading", () => {
  it("of the compiled addon happens in native.ts alone", () => {
    const loaders = library.filter((file) => /node-gyp-build|\.node"|dlopen/.test(codeOf(file)));
    expect(loaders).toEqual(["lib/native.ts"]);
  });

  it("layca loads nothing for drawing or for the command line", () => {
    const loaded = packagesLoadedBy("lib/index.ts");
    expect(loaded.filter((name) => NOT_FOR_TRAINING.test(name))).toEqual([]);
  });

  it("the command line loads nothing for drawing until it draws", () => {
    expect(packagesLoadedBy("lib/cli/main.ts").filter((name) => DRAWING.test(name))).toEqual([]);
  });
});

describe("C++", () => {
  it("of the engine knows nothing of Node", () => {
    const node =
      /#include\s*[<"](napi|node|node_api|js_native_api\w*|uv|v8|.*binding\/.*)\.?[^>"]*[>"]/;
    const wrong = cpp.filter((file) => file.startsWith("src/") && node.test(codeOf(file)));
    expect(wrong).toEqual([]);
  });

  it("includes napi.h in napi_setup.h alone", () => {
    const including = cpp.filter((file) => /#include\s*[<"]napi\.h[>"]/.test(codeOf(file)));
    expect(including).toEqual(["binding/napi_setup.h"]);
  });
});

describe("examples", () => {
  it("import the package by its name", () => {
    const relative = filesUnder("examples", /\.ts$/).flatMap((file) =>
      importsOf(file).filter(({ isFile }) => isFile),
    );
    expect(relative).toEqual([]);
  });
});

describe("files", () => {
  it("have names that say what is in them", () => {
    const vague = [...typescript, ...cpp, ...filesUnder("scripts", /\.(mjs|py)$/)].filter((file) =>
      /(^|[/_.-])(utils?|helpers?|misc|common|stuff)([/_.-]|$)/.test(file),
    );
    expect(vague).toEqual([]);
  });

  it("are short enough to take in", () => {
    const long = [...handWritten, ...cpp].filter(
      (file) => readFileSync(join(root, file), "utf8").split("\n").length > 401,
    );
    expect(long).toEqual([]);
  });

  it("defeat no types", () => {
    const wrong = typescript.filter((file) =>
      /\bas any\b|:\s*any\b|<any>|^\s*\/\/\s*@ts-(ignore|nocheck)/m.test(withoutStrings(file)),
    );
    expect(wrong).toEqual([]);
  });

  it("skip no test without a condition, and single none out", () => {
    const wrong = filesUnder("test", /\.test\.ts$/).filter((file) =>
      /\b(it|test|describe)\.(skip|todo|only|fails)\b/.test(withoutStrings(file)),
    );
    expect(wrong).toEqual([]);
  });
});

function partOf(file: string): string {
  return file.split("/")[1]?.replace(/\.ts$/, "") ?? "";
}

function isAllowed(from: string, to: string): boolean {
  if (from === to || LEAVES.includes(to)) return true;
  return ARROWS[from]?.includes(to) ?? false;
}

function withoutStrings(file: string): string {
  return codeOf(file).replace(/"(?:[^"\\\n]|\\.)*"|\/(?:[^/\\\n]|\\.)+\/[gm.]/g, '""');
}

function circlesAmong(files: readonly string[]): string[] {
  const done = new Set<string>();
  const circles: string[] = [];
  const visit = (file: string, path: readonly string[]) => {
    const at = path.indexOf(file);
    if (at >= 0) circles.push([...path.slice(at), file].join(" → "));
    if (at >= 0 || done.has(file)) return;
    for (const { target, isFile } of importsOf(file)) {
      if (isFile && files.includes(target)) visit(target, [...path, file]);
    }
    done.add(file);
  };
  for (const file of files) visit(file, []);
  return circles;
}

/** The packages that are loaded as soon as `file` is. */
function packagesLoadedBy(file: string, seen = new Set<string>()): string[] {
  if (seen.has(file)) return [];
  seen.add(file);
  return importsOf(file)
    .filter(({ when }) => when === "static")
    .flatMap(({ target, isFile }) => (isFile ? packagesLoadedBy(target, seen) : [target]));
}
