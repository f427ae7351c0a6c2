// Makes 10,000 tensors of 1 MB that nobody keeps, without yielding, right after V8 collected all, when it lets its heap
// grow by the least; prints how often V8 collected young objects meanwhile, and how often it marked all.
import {
  constants,
  type NodeGCPerformanceDetail,
  type PerformanceEntry,
  PerformanceObserver,
} from "node:perf_hooks";
import { setTimeout } from "node:timers/promises";
import { torch } from "../../../lib/tensor/index.js";
import { collectGarbage } from "../../support/collected.js";

const { NODE_PERFORMANCE_GC_MINOR, NODE_PERFORMANCE_GC_MAJOR, NODE_PERFORMANCE_GC_INCREMENTAL } =
  constants;

const TOLD = 50; // Milliseconds until an observer has heard of what was.

// What entries of "gc" have; Node's types name it apart.
type GcEntry = PerformanceEntry & { readonly detail: NodeGCPerformanceDetail };

const large = torch.ones([2 ** 18]);
const kinds: (number | undefined)[] = [];
new PerformanceObserver((list) => {
  for (const { detail } of list.getEntries() as GcEntry[]) kinds.push(detail.kind);
}).observe({ entryTypes: ["gc"] });

for (let round = 0; round < 3; round++) collectGarbage();
await setTimeout(TOLD);
kinds.length = 0;
for (let round = 0; round < 10_000; round++) large.add(large);
await setTimeout(TOLD);

const count = (kind: number) => kinds.filter((one) => one === kind).length;
process.stdout.write(
  JSON.stringify({
    young: count(NODE_PERFORMANCE_GC_MINOR),
    marked: count(NODE_PERFORMANCE_GC_MAJOR) + count(NODE_PERFORMANCE_GC_INCREMENTAL),
  }),
);
