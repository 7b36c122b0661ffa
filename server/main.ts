import "./http/quiet.ts";
import { parseConfig } from "./config.ts";
import { describeError, StartError } from "./errors.ts";
import { spoolOf } from "./open-spool.ts";

process.umask(0o077);
process.on("uncaughtException", (error) => {
  console.error(`The server stops, since something failed that must not: ${describeError(error)}`);
  process.exit(70);
});
try {
  const config = parseConfig(process.env);
  const spool = spoolOf(config);
  // The spool's thread starts while the rest is being read: a start takes about two thirds of the time.
  const { serve } = await import("./serve.ts");
  await serve(config, spool);
} catch (error) {
  if (!(error instanceof StartError)) throw error;
  console.error(error.message);
  process.exit(1);
}
