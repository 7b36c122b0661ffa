import { afterEach } from "vitest";
import { forgetClosed, tellOpened } from "./opened-pages.ts";

// A wait that was in vain says only for what: what the pages said and showed meanwhile says why.
afterEach(async ({ task }) => {
  const [error] = task.result?.errors ?? [];
  if (error) error.message = [error.message, ...(await tellOpened())].join("\n\n");
  forgetClosed();
});
