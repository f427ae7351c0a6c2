import { createInterface } from "node:readline";

/**
 * Does a block of work for each line of standard input, which names one, and prints its seconds a call.
 *
 * @param blocks by name: what makes all the calls of a block, without an await in between, and how many these are
 */
export async function doBlocks(blocks) {
  for await (const name of createInterface({ input: process.stdin })) {
    const { run, calls } = blocks[name];
    const start = performance.now();
    run();
    console.log((performance.now() - start) / 1000 / calls);
  }
}
