// By how many bytes resident memory grows over 100,000 operations of 256 kB in a loop that does not await and frees
// nothing by hand: tensor-memory.mjs
import { torch } from "layca";
import { peakBytes } from "./peak-bytes.mjs";

const OPERATIONS = 100_000;

let x = torch.ones([256, 256]);
for (let warm = 0; warm < 100; warm++) x = x.mul(1);
const before = process.memoryUsage().rss;
for (let operation = 0; operation < OPERATIONS; operation++) x = x.mul(1);
console.log(JSON.stringify({ growth: peakBytes() - before, sum: x.sum().item() }));
