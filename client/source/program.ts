/**
 * The one program of the page. It begins in the page, and anew in each worker that the page starts with its own text:
 * so all that they share travels once. Imported as a whole, since what is imported later is wrapped, and weighs more;
 * and texts beside texts, workers beside workers, since like packs with like.
 */
import "./own-text.ts";
import "../report/vocabulary/languages.ts";
import "./strings/languages.ts";
import "./worker/clean-main.ts";
import "./worker/main.ts";
import { startPage } from "./main.ts";
import type { Role } from "./start-worker.ts";
import { startCleaner } from "./worker/clean-main.ts";
import { startSealer } from "./worker/main.ts";

const CLEANER: Role = "cleaner";

if (typeof document === "object") startPage();
else if (self.name === CLEANER) startCleaner();
else startSealer();
