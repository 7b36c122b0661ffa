import { defineConfig } from "vitest/config";

export default defineConfig({
  test: {
    include: ["tests/**/*.test.ts"],
    globalSetup: ["tests/support/system-tools.ts"],
    testTimeout: 120_000,
    hookTimeout: 120_000,
    pool: "forks",
    expect: { poll: { timeout: 30_000 } },
  },
});
