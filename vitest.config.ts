import { globSync, readFileSync } from "node:fs";
import { configDefaults, defineConfig } from "vitest/config";

/** Tests of what only computes: they share processes, and what these have loaded, which is most of most tests' time. */
const COMPUTING = [
  "tests/{crypto,protocol}/**/*.test.ts",
  "tests/{house,vectors}/**/*.test.ts",
  "tests/client/{build,bundle,casebook,ceremony,folding,keys,letters,opening,report,vault,workbench}/**/*.test.ts",
  "tests/client/pictures/**/!(bounds).test.ts",
];

/** What is everybody's: clocks and globals, the process's folder and mask, how much memory and which files it holds. */
const EVERYBODYS = /\bvi\.(use|stub|spyOn)|process\.(chdir|umask|memoryUsage)|proc\/self\/fd|commandLineIn\(/;

/** Tests that change it, or look at it, have a process each. */
const ALONE = globSync("tests/{browser,client,server,system}/**/*.test.ts").filter((path) =>
  EVERYBODYS.test(readFileSync(path, "utf8")),
);

/** The one walk that takes longest. */
const ROAD = ["tests/road/**/*.test.ts"];

/** Tests that drive browsers: they share processes, and in each a Firefox. */
const BROWSERS = ["tests/browser/**/*.test.ts"];

/** Tests that start networks and whole instances: they share processes, too. */
const SYSTEM = ["tests/system/**/*.test.ts"];

/** What needs a whole Debian from the network, and whole ways whose parts other tests walk: `npm run test:long` only. */
const LONG_ONLY = process.env.LONG === undefined ? ["tests/**/*.long.test.ts"] : [];

export default defineConfig({
  test: {
    globalSetup: ["tests/support/system-tools.ts", "tests/support/run-folder.ts"],
    setupFiles: [
      "tests/support/clear-of-midnight.ts",
      "tests/support/compiled-once.ts",
      "tests/support/tell-on-failure.ts",
    ],
    testTimeout: 120_000,
    hookTimeout: 120_000,
    pool: "forks",
    expect: { poll: { timeout: 90_000 } },
    // Most of what takes long waits: for browsers, processes, disks.
    maxWorkers: 4,
    // In the order of their names, and within each the largest file first: the road, which takes minutes as a person
    // does, then browsers, then what takes seconds, so that no core is idle at the end for the sake of one long file.
    projects: [
      {
        extends: true,
        test: { name: "along the road", include: ROAD, testTimeout: 600_000 },
      },
      {
        extends: true,
        test: {
          name: "browsers",
          isolate: false,
          include: BROWSERS,
          exclude: [...configDefaults.exclude, ...LONG_ONLY, ...ALONE],
        },
      },
      {
        extends: true,
        test: {
          name: "system",
          isolate: false,
          include: SYSTEM,
          exclude: [...configDefaults.exclude, ...LONG_ONLY, ...ALONE],
        },
      },
      {
        extends: true,
        test: {
          name: "whole",
          isolate: false,
          include: ["tests/**/*.test.ts"],
          exclude: [...configDefaults.exclude, ...COMPUTING, ...BROWSERS, ...SYSTEM, ...ROAD, ...ALONE],
        },
      },
      {
        extends: true,
        test: {
          name: "whole, alone",
          include: ALONE,
          exclude: [...configDefaults.exclude, ...COMPUTING, ...LONG_ONLY],
        },
      },
      {
        extends: true,
        test: {
          name: "computing",
          isolate: false,
          include: COMPUTING,
        },
      },
    ],
  },
});
