import { loadSodium } from "../../../crypto/primitives/sodium.ts";
import { serveThread } from "../threads.ts";
import { Opener } from "./opener.ts";

serveThread(new Opener(loadSodium()));
