/** As the source's page has one program, so does the bench's page. */
import "../../../client/source/own-text.ts";

import { startSealer } from "../../../client/source/worker/main.ts";

if (typeof document === "object") import("./page.ts");
else startSealer();
