import { readFileSync } from "node:fs";

// Loaded into a process by `--import`, and into its threads: its clock is off by what the file says, in milliseconds,
// from the moment that it says so. Time passes as ever.

const path = process.env.CLOCK_FILE;
if (path !== undefined) {
  const real = Date.now.bind(Date);
  Date.now = () => real() + Number(readFileSync(path, "utf8"));
}
