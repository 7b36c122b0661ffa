import { parseAnchor } from "../../../../crypto/documents/anchor.ts";
import { instantOf } from "../../../../crypto/documents/instant.ts";
import { loadSodium } from "../../../../crypto/primitives/sodium.ts";
import { dayOf } from "../../../../protocol/day.ts";
import { defineCommand } from "../../command.ts";
import { readDocument } from "../../documents.ts";
import { EXIT } from "../../errors.ts";
import { HttpClient } from "../../http/client.ts";
import { SOCKS_OPTION, targetFrom } from "../../http/target.ts";
import { wholeNumber } from "../../options.ts";
import { appendToLog, checkLog } from "../../probe/log.ts";
import { sendProbe } from "../../probe/send-probe.ts";
import { counted, say } from "../../say.ts";
import { stopAtSignals } from "../../stop.ts";

export const probeSend = defineCommand("probe send", {
  summary: "hand in a sealed tip that says inside that it is a test",
  about: `
    Hands in tips that look from outside like anybody's and say inside that they are probes, and notes their
    digests. "probe check" says later whether they came out: a server that drops tips drops some of these
    too. Reviewers see them among the tips.

    How alike they look has limits. The requests have Tor Browser's headers in its order, those of one
    version, which ages. But no page is run: timing, the shape of the connection and its reuse are Node's,
    not a browser's, and who watches closely can tell. All probes are text-only, of the most common size. A
    server that drops tips blindly is found out; one that looks out for probes may not be. Send them at odd
    times, few at once.`,
  options: {
    "[--url URL]": "the sources' address of the server: an onion address, or this machine's own",
    "[--unix PATH]": "instead: the Unix socket that the server listens on",
    ...SOCKS_OPTION,
    "--anchor FILE": "the instance's anchor, from a source that you trust",
    "--log FILE": "where day and digest of each are noted (0600); a line each, added at the end",
    "[--count N]": "how many (1), at most 20",
  },
  oneOf: ["--url|--unix"],
  example:
    "npm run nightjar -- probe send --url http://….onion --socks 127.0.0.1:9050 --anchor anchor.json --log probes.log",

  async run(values) {
    const { anchor: anchorPath, log } = values;
    const target = targetFrom(values);
    const count = wholeNumber("count", values.count ?? "1", 1, 20);
    const anchor = await readDocument(anchorPath, parseAnchor);
    await checkLog(log);
    const primitives = await loadSodium();
    const stop = stopAtSignals();
    for (let sent = 0; sent < count; sent++) {
      // A visitor each: nothing is kept from one to the next.
      const client = new HttpClient(target, stop);
      try {
        const now = Date.now();
        const digest = await sendProbe(client, target, anchor, instantOf(now), primitives);
        await appendToLog(log, { day: dayOf(now), digest });
      } finally {
        client.close();
      }
    }
    say(`${counted(count, "probe was", "probes were")} handed in and noted in ${log}.`);
    return EXIT.ok;
  },
});
