import { readFileSync } from "node:fs";
import type { z } from "zod";
import { inputIssues } from "../check/issues.js";
import { InputError } from "../errors.js";

/**
 * Reads a JSON file of a known form.
 *
 * @param what What the file should be, for messages: `a record written by layca`.
 * @throws InputError naming the file when it cannot be read, is cut off or has another form.
 */
export function readJson<T>(path: string, schema: z.ZodType<T>, what: string): T {
  const parsed = schema.safeParse(parseJson(path, readText(path, what), what));
  if (parsed.success) return parsed.data;
  throw new InputError(
    inputIssues(parsed.error.issues, "").map((issue) => ({
      path: issue.path === "" ? path : `${path}: ${issue.path}`,
      message: issue.message,
    })),
  );
}

function readText(path: string, what: string): string {
  try {
    return readFileSync(path, "utf8");
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    throw InputError.at(path, `expected ${what} but it cannot be read (${reason})`, {
      cause: error,
    });
  }
}

function parseJson(path: string, text: string, what: string): unknown {
  if (text.trim() === "") throw InputError.at(path, `expected ${what} but the file is empty`);
  try {
    return JSON.parse(text);
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    const message = `expected ${what} but the file is no whole JSON (${reason})`;
    throw InputError.at(path, message, { cause: error });
  }
}
