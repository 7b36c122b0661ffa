import { registerHooks } from "node:module";
import { PLANTED, planted } from "./planted.ts";

const fault = PLANTED[Number(process.env.PLANTED)];
if (!fault) throw new RangeError("PLANTED names none of the planted faults");

registerHooks({
  load(url, context, nextLoad) {
    const loaded = nextLoad(url, context);
    if (!url.endsWith(`/${fault.path}`)) return loaded;
    return { ...loaded, source: planted(String(loaded.source), fault) };
  },
});
