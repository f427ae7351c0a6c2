import { spawnSync } from "node:child_process";
import { mkdirSync } from "node:fs";
import { join } from "node:path";
import { platform, type Wheel } from "../../lib/libtorch/platform.js";
import { fakeLibrary } from "./fake-libtorch.js";

const WRITE_WHEEL = `
import base64, hashlib, json, sys, zipfile

request = json.load(sys.stdin)
with zipfile.ZipFile(request["path"], "w") as wheel:
    record = []
    for name, content in request["files"].items():
        data = base64.b64decode(content)
        wheel.writestr(name, data)
        digest = base64.urlsafe_b64encode(hashlib.sha256(data).digest()).decode().rstrip("=")
        record.append(f"{name},sha256={request['hashes'].get(name, digest)},{len(data)}")
    wheel.writestr(request["info"] + "/RECORD", "\\n".join(record) + "\\n")
`;

export interface FakeWheel {
  readonly name: string;
  readonly version: string;
  readonly tags: string;
  readonly files: Readonly<Record<string, string | Uint8Array>>;
  /** Hashes that RECORD states in place of the right ones. */
  readonly hashes?: Readonly<Record<string, string>>;
}

/** Writes a wheel that pip accepts and returns its path. */
export function writeWheel(
  folder: string,
  { name, version, tags, files, hashes = {} }: FakeWheel,
): string {
  mkdirSync(folder, { recursive: true });
  const path = join(folder, `${name}-${version}-${tags}.whl`);
  const info = `${name}-${version}.dist-info`;
  const all: Record<string, string | Uint8Array> = {
    ...files,
    [`${info}/METADATA`]: `Metadata-Version: 2.1\nName: ${name}\nVersion: ${version}\n`,
    [`${info}/WHEEL`]: `Wheel-Version: 1.0\nRoot-Is-Purelib: false\nTag: ${tags}\n`,
  };
  const encoded = Object.fromEntries(
    Object.entries(all).map(([file, data]) => [file, Buffer.from(data).toString("base64")]),
  );
  const input = JSON.stringify({ path, info, files: encoded, hashes });
  const { status, stderr } = spawnSync("python3", ["-c", WRITE_WHEEL], { input, encoding: "utf8" });
  if (status !== 0) throw new Error(stderr);
  return path;
}

/** Writes small stand-ins of all wheels that libtorch is fetched from on this platform. */
export function writeFakeWheels(folder: string, change: Partial<FakeWheel> = {}): void {
  for (const wheel of platform().wheels) writeWheel(folder, { ...fakeOf(wheel), ...change });
}

/** Has pip see the wheels of `folder` and nothing else. */
export function usePipFolder(folder: string): void {
  process.env.PIP_NO_INDEX = "1";
  process.env.PIP_FIND_LINKS = folder;
}

function fakeOf({ requirement, tag, keep }: Wheel): FakeWheel {
  const [name = "", version = ""] = requirement.split("==");
  const files = Object.keys(keep).map((path) => {
    if (path.endsWith("/")) return [`${path}ATen/ATen.h`, "#pragma once\n"] as const;
    if (path.endsWith("version.py")) return [path, `__version__ = '2.11.0+cu130'\n`] as const;
    return [path, path.includes("/lib/") ? fakeLibrary() : "- func: add\n"] as const;
  });
  return {
    name: name.replaceAll("-", "_"),
    version: version.replace("*", "1"),
    tags: name === "torch" ? `cp312-cp312-${tag}` : `py3-none-${tag}`,
    files: Object.fromEntries(files),
  };
}
