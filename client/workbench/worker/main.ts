import { serveOpening } from "./opening/opener-worker.ts";
import { OPENER } from "./opening/start-opener.ts";
import { serveVault } from "./vault-worker.ts";

/** One program: the first that the page starts holds the vault, the others open tips for it. */
if (self.name === OPENER) serveOpening();
else serveVault();
