import { get as getHttp, type IncomingMessage } from "node:http";
import { get as getHttps } from "node:https";
import { LaycaError } from "../errors.js";

const mostRedirects = 5;

/** An answer whose body is a file's bytes from some place on. */
export interface Answer {
  readonly body: IncomingMessage;
  /** The place of the body's first byte in the file: 0 where the server sends all of it. */
  readonly from: number;
  /** Bytes of the whole file, where the server says. */
  readonly total: number | undefined;
}

/** The server has the file but no byte beyond those asked for: it ends there. */
export const nothingMore = Symbol("nothing more");

/**
 * Asks for a file from byte `from` on. Node's own client, since `fetch` unpacks what a server declares
 * to be gzipped, and the files' hashes are of what they are packed.
 *
 * @throws LaycaError naming the URL and the server's answer.
 */
export async function askFor(
  url: string,
  from: number,
  signal: AbortSignal,
): Promise<Answer | typeof nothingMore> {
  let place = new URL(url);
  for (let redirects = 0; redirects <= mostRedirects; redirects++) {
    const body = await request(place, from, signal);
    const { statusCode = 0, statusMessage = "", headers } = body;
    if (statusCode >= 300 && statusCode < 400 && headers.location !== undefined) {
      body.resume();
      place = new URL(headers.location, place);
      continue;
    }
    if (statusCode === 200) return { body, from: 0, total: length(headers["content-length"]) };
    if (statusCode === 206) return partOf(body, url);
    body.resume();
    if (statusCode === 416 && from > 0) return nothingMore;
    const text = `${statusCode} ${statusMessage}`.trim();
    throw new LaycaError(`${url}: expected the file but the server answered ${text}`);
  }
  throw new LaycaError(
    `${url}: expected the file but received more than ${mostRedirects} redirects`,
  );
}

function request(url: URL, from: number, signal: AbortSignal): Promise<IncomingMessage> {
  const get = url.protocol === "https:" ? getHttps : getHttp;
  const headers = {
    "accept-encoding": "identity",
    ...(from > 0 ? { range: `bytes=${from}-` } : {}),
  };
  return new Promise((resolve, reject) => {
    const abort = () => asked.destroy(new Error("aborted"));
    const asked = get(url, { headers }, (body) => {
      // From here on whoever reads the body ends it; what goes wrong afterwards is of no account.
      signal.removeEventListener("abort", abort);
      body.on("error", () => undefined);
      resolve(body);
    });
    asked.on("error", reject);
    signal.addEventListener("abort", abort, { once: true });
    if (signal.aborted) abort();
  });
}

function partOf(body: IncomingMessage, url: string): Answer {
  const [, first, total] =
    body.headers["content-range"]?.match(/^bytes (\d+)-\d+\/(\d+|\*)$/) ?? [];
  if (first === undefined) {
    body.destroy();
    throw new LaycaError(
      `${url}: expected a range of bytes but the server does not say which it sent`,
    );
  }
  return { body, from: Number(first), total: length(total) };
}

function length(text: string | undefined): number | undefined {
  return text !== undefined && /^\d+$/.test(text) ? Number(text) : undefined;
}
