import { afterAll, afterEach } from "vitest";
import "./compared-at-once.ts";
import { closeLeft, forgetClosed, tellOpened } from "./opened-pages.ts";

// A wait that was in vain says only for what: what the pages said and showed meanwhile says why.
afterEach(async ({ task }) => {
  const [error] = task.result?.errors ?? [];
  if (error) error.message = [error.message, ...(await tellOpened())].join("\n\n");
  forgetClosed();
});

// Hooks of a setup file come last: after those by which a test file disposes of what it has opened. If one of those fails
// they don't come at all: then the next file finds it here.
afterAll(closeLeft);
await closeLeft();
