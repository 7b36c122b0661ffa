import { buildCommand } from "../../build/command.ts";
import { buildWorkbench, WORKBENCH_PAGE } from "./build.ts";

process.exitCode = await buildCommand({
  what: "The workbench",
  about: "one HTML file for reviewers, which is the same for every instance.",
  script: "build:workbench",
  file: WORKBENCH_PAGE,
  build: buildWorkbench,
});
