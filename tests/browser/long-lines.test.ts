import { expect, test } from "vitest";
import { bundle } from "../../client/build/bundle.ts";
import type { Reply } from "../../client/workers/calls.ts";
import { launchFirefox, SAFER } from "../support/firefox.ts";

// Firefox ends the search of an expression that takes longer than some five seconds, and calls it too much recursion.
// At Safer expressions aren't compiled: what takes a tenth of a second elsewhere takes that long on a slow machine.
test("at Safer a megabyte of one line stops no search", async () => {
  const program = await bundle("tests/browser/long-lines-worker.ts", {});
  await using firefox = await launchFirefox(SAFER);
  const ask = (name: string) =>
    firefox.page.evaluate(
      (text, look) => {
        const worker = new Worker(URL.createObjectURL(new Blob([text], { type: "text/javascript" })));
        return new Promise<Reply>((resolve, reject) => {
          worker.onmessage = ({ data }) => resolve(data);
          worker.onerror = ({ message }) => reject(new Error(message));
          worker.postMessage({ call: 1, name: look, asked: null });
        });
      },
      program,
      name,
    );
  expect(await ask("identifiers")).toEqual({ call: 1, answer: 0 });
  expect(await ask("streams")).toEqual({ call: 1, answer: 0 });
});
