#!/usr/bin/env node
// The door of the command line. A Node that can read this file but is older than 24 is told the way in;
// an even older one stops at the file's ending, which is why the documents call it through npm.

const [major = "0"] = process.versions.node.split(".");

if (Number(major) < 24) {
  process.stderr.write(
    `This is Node ${process.versions.node}, and Nightjar needs 24: call it as "npm run nightjar -- …".\n`,
  );
  process.exitCode = 1;
} else {
  const { main } = await import("../client/cli/main.ts");
  process.exitCode = await main(process.argv.slice(2));
}
