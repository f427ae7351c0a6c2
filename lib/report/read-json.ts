import type { z } from "zod";
import { inputIssues } from "../check/issues.js";
import { readStoredText } from "../check/stored-text.js";
import { InputError } from "../errors.js";

/**
 * Reads a JSON file of a known form, gzipped or not; undefined where there is none.
 *
 * @param what What the file should be, for messages: `a record written by layca`.
 * @throws InputError naming the file when it cannot be read, is cut off or has another form.
 */
export function findJson<T>(path: string, schema: z.ZodType<T>, what: string): T | undefined {
  const text = readText(path, what);
  if (text === undefined) return undefined;
  const parsed = schema.safeParse(parseJson(path, text, what));
  if (parsed.success) return parsed.data;
  throw new InputError(
    inputIssues(parsed.error.issues, "").map((issue) => ({
      path: issue.path === "" ? path : `${path}: ${issue.path}`,
      message: issue.message,
    })),
  );
}

/**
 * The same of a file that has to be there.
 *
 * @throws InputError naming the file when there is none, too.
 */
export function readJson<T>(path: string, schema: z.ZodType<T>, what: string): T {
  const found = findJson(path, schema, what);
  if (found === undefined) throw InputError.at(path, `expected ${what} but there is none`);
  return found;
}

function readText(path: string, what: string): string | undefined {
  try {
    return readStoredText(path);
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
