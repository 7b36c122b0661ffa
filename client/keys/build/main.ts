import { buildCommand } from "../../build/command.ts";
import { buildKeys, KEYS_PAGE } from "./build.ts";

process.exitCode = await buildCommand({
  what: "The page of keys",
  about: "one HTML file to make and keep keys offline, which is the same for every instance.",
  script: "build:keys",
  file: KEYS_PAGE,
  build: () => buildKeys(),
});
