import { buildCommand } from "../../../build/command.ts";
import { buildCourier, COURIER_PAGE } from "./build.ts";

process.exitCode = await buildCommand({
  what: "The courier's page",
  about: "one HTML file to fetch what is new with, in Tor Browser, which is the same for every instance.",
  script: "build:courier",
  file: COURIER_PAGE,
  build: buildCourier,
});
