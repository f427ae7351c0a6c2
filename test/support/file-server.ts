import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { onTestFinished } from "vitest";

/** How a server treats its files. */
export interface ServerOptions {
  /** Whether it sends parts of files; default true. */
  readonly ranges?: boolean;
  /** Breaks the connection after so many bytes of a body, this many times; default never. */
  readonly breaks?: { readonly after: number; readonly times: number };
  /** Falls silent after so many bytes of the first body. */
  readonly silentAfter?: number;
  /** Answers every request with this status. */
  readonly status?: number;
  /** Sends those who ask for a file on to another URL first. */
  readonly redirect?: boolean;
  /** Headers of every answer. */
  readonly headers?: Readonly<Record<string, string>>;
}

/** A real HTTP server on this machine. */
export interface FileServer {
  readonly url: string;
  /** The `range` header of every request, in order; undefined where there was none. */
  readonly asked: readonly (string | undefined)[];
}

/** Serves files by their names until the test has ended. */
export async function serveFiles(
  files: Readonly<Record<string, Uint8Array>>,
  options: ServerOptions = {},
): Promise<FileServer> {
  const asked: (string | undefined)[] = [];
  let { times = 0, after = 0 } = options.breaks ?? {};
  const answer = (request: IncomingMessage, response: ServerResponse) => {
    asked.push(request.headers.range);
    const path = request.url ?? "/";
    if (options.status) return response.writeHead(options.status).end("no");
    if (options.redirect && !path.startsWith("/moved")) {
      return response.writeHead(302, { location: `/moved${path}` }).end();
    }
    const bytes = files[path.replace(/^\/moved/, "").slice(1)];
    if (!bytes) return response.writeHead(404).end("not here");
    const from = options.ranges === false ? undefined : startOf(request.headers.range);
    if (from !== undefined && from >= bytes.length) return response.writeHead(416).end();
    const body = bytes.subarray(from ?? 0);
    const range = `bytes ${from}-${bytes.length - 1}/${bytes.length}`;
    response.writeHead(from === undefined ? 200 : 206, {
      "content-length": body.length,
      ...(from === undefined ? {} : { "content-range": range }),
      ...options.headers,
    });
    if (options.silentAfter !== undefined && asked.length === 1) {
      return response.write(body.subarray(0, options.silentAfter));
    }
    if (times-- <= 0) return response.end(body);
    return response.write(body.subarray(0, after), () => response.destroy());
  };
  const server = createServer(answer);
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  onTestFinished(() => {
    server.closeAllConnections();
    server.close();
  });
  const { port } = server.address() as AddressInfo; // It listens on a port.
  return { url: `http://127.0.0.1:${port}`, asked };
}

function startOf(range: string | undefined): number | undefined {
  const [, first] = range?.match(/^bytes=(\d+)-$/) ?? [];
  return first === undefined ? undefined : Number(first);
}
