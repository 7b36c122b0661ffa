import { identifiersIn } from "../../client/casebook/near/near-tip.ts";
import { describeFile } from "../../client/pictures/clean.ts";
import { serve } from "../../client/workers/calls.ts";

const ascii = new TextEncoder();

// What looks long through what a stranger may send, each with a megabyte that takes it long.
serve(
  {
    identifiers: () => identifiersIn("x".repeat(2 ** 20)).length,
    streams: () => describeFile(ascii.encode(`%PDF-1.7\n${"/XML ".repeat(200_000)}`)).findings.length,
  },
  String,
);
