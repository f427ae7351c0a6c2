import { defineConfig } from "vitest/config";
import { namedEnds } from "./test/support/named-ends.js";

/** Kinds of test by folder; what takes long (`npm run stress`, `--mode stress`) is no part of `npm test`. */
const everyday = { unit: 20_000, reference: 60_000, e2e: 120_000, package: 240_000 };
const stress = { stress: 1_800_000 };

export default defineConfig(({ mode }) => ({
  test: {
    pool: namedEnds,
    // A test that trains uses two threads; more processes at once would only wait for one another.
    maxWorkers: 2,
    watch: false,
    setupFiles: ["test/support/fail-on-console.ts"],
    projects: Object.entries(mode === "stress" ? stress : everyday).map(([name, timeout]) => ({
      extends: true as const,
      test: {
        name,
        include: [`test/${name}/**/*.test.ts`],
        testTimeout: timeout,
        hookTimeout: timeout,
      },
    })),
  },
}));
