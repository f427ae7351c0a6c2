#!/usr/bin/env node
// Stands for node-gyp where prebuildify calls it: layca is built by cmake-js, and prebuildify looks for the result in
// build/Release of the folder it works in. Only the loader goes there, for prebuildify takes one file.
import { copyFileSync, mkdirSync } from "node:fs";
import { join } from "node:path";
import { root } from "./setup/step.mjs";

const release = join(process.cwd(), "build", "Release");
mkdirSync(release, { recursive: true });
copyFileSync(join(root, "build", "Release", "layca.node"), join(release, "layca.node"));
