// Adds tensors of several sizes, each first with and then without freeing the result at once, and prints how many pages
// the system had to make for a result in the latter.
import { torch } from "../../../lib/tensor/index.js";

const KILOBYTE = 256; // Values of float32.

const faults: Record<string, number> = {};
for (const kilobytes of [256, 1024, 4096]) {
  const x = torch.ones([kilobytes * KILOBYTE]);
  for (let index = 0; index < 1000; index++) x.add(x).dispose();
  // What collections leave is settled once some have been.
  for (let index = 0; index < 1000; index++) x.add(x);
  const before = process.resourceUsage().minorPageFault;
  for (let index = 0; index < 300; index++) x.add(x);
  const made = process.resourceUsage().minorPageFault - before;
  faults[kilobytes] = Math.round(made / 300);
}
process.stdout.write(JSON.stringify(faults));
