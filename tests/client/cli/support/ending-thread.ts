import type { SmallEnvelope } from "../../../../client/cli/open/open-envelope.ts";
import { Opener } from "../../../../client/cli/open/opener.ts";
import { serveThread } from "../../../../client/cli/threads.ts";
import { loadSodium } from "../../../../crypto/primitives/sodium.ts";

const { begin, unpack, end } = new Opener(loadSodium());

/** A thread that opens envelopes, and ends over the twentieth. */
serveThread({
  begin,
  unpack(envelope: SmallEnvelope) {
    if (envelope.folder.endsWith("envelope-20")) process.exit(1);
    return unpack(envelope);
  },
  end,
});
