import { defineConfig } from "vitest/config";

export default defineConfig({
  test: {
    include: ["tests/**/*.test.ts"],
    globalSetup: ["tests/support/system-tools.ts", "tests/support/run-folder.ts"],
    testTimeout: 120_000,
    hookTimeout: 120_000,
    pool: "forks",
    // Most of what takes long waits: for browsers, processes, disks.
    maxWorkers: 4,
    expect: { poll: { timeout: 30_000 } },
  },
});
