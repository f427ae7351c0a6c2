import { createHash } from "node:crypto";
import { createReadStream, readFileSync, statSync } from "node:fs";
import { join } from "node:path";
import { pipeline } from "node:stream/promises";
import writeFileAtomic from "write-file-atomic";

/** A file that was fetched. */
export interface ManifestFile {
  readonly size: number;
  readonly sha256: string;
  /** When the file with this hash was last modified: size and time unchanged stand for the hash. */
  readonly mtimeMs: number;
}

/** What `layca setup` wrote beside the libtorch it fetched. */
export interface Manifest {
  readonly format: "layca-libtorch/1";
  /** With build tag: `2.11.0+cu130`. */
  readonly version: string;
  readonly platform: string;
  /** File names of the wheels it came from. */
  readonly wheels: readonly string[];
  /** Every file by its path in the folder. */
  readonly files: Readonly<Record<string, ManifestFile>>;
}

const FILE = "layca-libtorch.json";

/** The folder's manifest; null where there is none that can be read. */
export function readManifest(folder: string): Manifest | null {
  try {
    const value: unknown = JSON.parse(readFileSync(join(folder, FILE), "utf8"));
    return isManifest(value) ? value : null;
  } catch {
    return null;
  }
}

function isManifest(value: unknown): value is Manifest {
  if (typeof value !== "object" || value === null) return false;
  const { format, version, files } = value as Partial<Record<keyof Manifest, unknown>>;
  return (
    format === "layca-libtorch/1" &&
    typeof version === "string" &&
    typeof files === "object" &&
    files !== null
  );
}

export async function writeManifest(folder: string, manifest: Manifest): Promise<void> {
  await writeFileAtomic(join(folder, FILE), `${JSON.stringify(manifest)}\n`);
}

/**
 * The first file under `prefix` that is missing or of another size than fetched, in words; null if
 * there is none.
 */
export function sizeProblem(folder: string, manifest: Manifest, prefix: string): string | null {
  for (const [path, { size }] of Object.entries(manifest.files)) {
    if (!path.startsWith(prefix)) continue;
    const found = statSync(join(folder, path), { throwIfNoEntry: false });
    if (!found) return `${path} is missing`;
    if (found.size !== size) return `${path}: expected ${size} bytes but received ${found.size}`;
  }
  return null;
}

/**
 * The first file that is not what was fetched, in words; null if all are. Files whose size and
 * modification time are unchanged are not read again; where a copied folder's other times turn out
 * right, they are noted.
 */
export async function verifyFiles(folder: string, manifest: Manifest): Promise<string | null> {
  const problem = sizeProblem(folder, manifest, "");
  if (problem) return problem;
  const touched: [string, ManifestFile][] = [];
  for (const [path, file] of Object.entries(manifest.files)) {
    const { mtimeMs } = statSync(join(folder, path));
    if (mtimeMs === file.mtimeMs) continue;
    if ((await sha256Of(join(folder, path))) !== file.sha256) {
      return `${path}: its contents are not what was fetched`;
    }
    touched.push([path, { ...file, mtimeMs }]);
  }
  if (touched.length > 0) {
    const files = { ...manifest.files, ...Object.fromEntries(touched) };
    // A cache that cannot be written to is verified anew each time.
    await writeManifest(folder, { ...manifest, files }).catch(() => undefined);
  }
  return null;
}

async function sha256Of(path: string): Promise<string> {
  const hash = createHash("sha256");
  await pipeline(createReadStream(path, { highWaterMark: 1 << 20 }), hash);
  return hash.digest("hex");
}
