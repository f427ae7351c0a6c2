import { spawn } from "node:child_process";
import { fileURLToPath } from "node:url";
import { expect, test } from "vitest";

const script = fileURLToPath(new URL("./children/run-and-leave.ts", import.meta.url));

function leaveBy(
  way: string,
): Promise<{ status: number | null; signal: string | null; stderr: string }> {
  const child = spawn(process.execPath, ["--expose-gc", "--import", "tsx", script, way], {
    cwd: fileURLToPath(new URL("../../", import.meta.url)),
    stdio: ["ignore", "ignore", "pipe"],
  });
  let stderr = "";
  child.stderr.setEncoding("utf8").on("data", (text: string) => {
    stderr += text;
  });
  return new Promise((resolve) =>
    child.on("close", (status, signal) => resolve({ status, signal, stderr })),
  );
}

test.each([
  ["process.exit", 3],
  ["end of two runs", 0],
  ["lost handle", 0],
  ["worker.terminate", 0],
  ["process.exit with a worker", 4],
])("a process with runs under way ends by %s with status %i", async (way, status) => {
  expect(await leaveBy(way)).toEqual({ status, signal: null, stderr: "" });
});

test("an exception ends a process with a run under way", async () => {
  const { status, signal, stderr } = await leaveBy("throw");
  expect({ status, signal }).toEqual({ status: 1, signal: null });
  expect(stderr).toContain("Error: left by an exception");
});
