/**
 * The one program of the page. It begins in the page, and anew in each worker that the page starts with its own text:
 * so all that they share travels once.
 */
import "./own-text.ts";
import type { Role } from "./start-worker.ts";

const CLEANER: Role = "cleaner";

if (typeof document === "object") import("./main.ts");
else if (self.name === CLEANER) import("./worker/clean-main.ts");
else import("./worker/main.ts");
