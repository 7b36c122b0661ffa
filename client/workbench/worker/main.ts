import { serveOpening } from "./opening/opener-worker.ts";
import { OPENER } from "./opening/start-opener.ts";
import { serveVault } from "./vault-worker.ts";

/** One program: what the page starts holds the vault, what that starts opens tips for it. */
if (self.name === OPENER) serveOpening();
else serveVault();
