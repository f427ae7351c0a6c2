import { basename } from "node:path";
import { LibtorchError } from "../errors.js";
import { runPython } from "./python.js";

/** A file that was unpacked, checked against its hash in the wheel's RECORD. */
export interface UnpackedFile {
  readonly size: number;
  readonly sha256: string;
}

export interface UnpackOptions {
  readonly python: string;
  /** Path in the wheel → path in the folder; one that ends in `/` is a whole folder. */
  readonly keep: Readonly<Record<string, string>>;
  readonly signal?: AbortSignal | undefined;
}

/**
 * Unpacks the files to keep of a wheel into `folder`; Python does it, piece by piece, since pip
 * needs it anyhow.
 * @returns the files by their path in the folder.
 * @throws LibtorchError when the wheel is damaged or lacks one of them.
 */
export async function unpackWheel(
  wheel: string,
  folder: string,
  { python, keep, signal }: UnpackOptions,
): Promise<Record<string, UnpackedFile>> {
  const input = JSON.stringify({ wheel, folder, keep });
  const { status, stdout, stderr } = await runPython(python, ["-c", UNPACK], { input, signal });
  if (status !== 0) {
    const reason = stderr.trim().split("\n").at(-1) ?? "";
    throw new LibtorchError(`${basename(wheel)} cannot be unpacked: ${reason}`);
  }
  // The script below is the only one that prints this.
  return JSON.parse(stdout) as Record<string, UnpackedFile>;
}

const UNPACK = `
import base64, csv, hashlib, json, os, sys, zipfile

def target_of(name, keep):
    for source, target in keep.items():
        if name == source:
            return target
        if source.endswith("/") and name.startswith(source) and ".." not in name.split("/"):
            return target + name[len(source):]
    return None

def copy(source, path):
    os.makedirs(os.path.dirname(path), exist_ok=True)
    digest = hashlib.sha256()
    with open(path, "wb") as file:
        while True:
            piece = source.read(1 << 20)
            if not piece:
                break
            digest.update(piece)
            file.write(piece)
        if file.tell() > 1 << 20:
            file.flush()
            os.fsync(file.fileno())
        return file.tell(), digest

def unpack(wheel, folder, keep):
    names = [name for name in wheel.namelist() if not name.endswith("/")]
    record = next(name for name in names if name.endswith(".dist-info/RECORD"))
    rows = csv.reader(wheel.read(record).decode().splitlines())
    hashes = {row[0]: row[1] for row in rows}
    files = {}
    for name in names:
        target = target_of(name, keep)
        if target is None:
            continue
        with wheel.open(name) as source:
            size, digest = copy(source, os.path.join(folder, target))
        found = "sha256=" + base64.urlsafe_b64encode(digest.digest()).decode().rstrip("=")
        if hashes.get(name) != found:
            sys.exit(f"{name}: expected {hashes.get(name)} but received {found}")
        files[target] = {"size": size, "sha256": digest.hexdigest()}
    for source, target in keep.items():
        if not any(path == target or target.endswith("/") and path.startswith(target) for path in files):
            sys.exit(f"it has no {source}")
    return files

request = json.load(sys.stdin)
with zipfile.ZipFile(request["wheel"]) as wheel:
    json.dump(unpack(wheel, request["folder"], request["keep"]), sys.stdout)
`;
