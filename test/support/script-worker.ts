import { Worker } from "node:worker_threads";

/**
 * A worker thread that runs a TypeScript file: worker threads do not inherit tsx's loader in Node 20.
 *
 * @param script its address, `import.meta.url`
 */
export function scriptWorker(script: string | URL, workerData?: unknown): Worker {
  const address = JSON.stringify(String(script));
  const code = `import("tsx/esm/api").then(({ register }) => (register(), import(${address})))`;
  return new Worker(code, { eval: true, workerData });
}
