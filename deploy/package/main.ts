import { execFile } from "node:child_process";
import { chmod, copyFile, mkdir, mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { parseArgs, promisify } from "node:util";
import { sayDigest } from "../../client/build/written.ts";
import { layOut, NotInstalled } from "./tree.ts";

const USAGE = `Builds the Debian package for x86-64. The same tree and packages give the same bytes.

  npm run package -- [--out DIR] [--compression NAME]

--out          the folder that the package goes to (dist); beside it, its SHA-256 as NAME.sha256
--compression  how dpkg-deb makes it small: xz (the default), zstd, gzip or none`;

/** Which the package is built with says nothing: every file has this time. */
const TIME = Date.UTC(2026, 0, 1) / 1000;

const DEBIAN = fileURLToPath(new URL("debian/", import.meta.url));
const run = promisify(execFile);

process.exitCode = await main();

async function main(): Promise<number> {
  const options = readOptions();
  if (!options) return 2;
  if (options.help) {
    console.log(USAGE);
    return 0;
  }
  const work = await mkdtemp(join(tmpdir(), "nightjar-package-"));
  try {
    const root = join(work, "root");
    await layOut(root);
    const name = await addControl(root);
    const out = options.out ?? "dist";
    await mkdir(out, { recursive: true });
    await pack(root, join(out, name), options.compression ?? "xz");
    await sayDigest(out, name);
    return 0;
  } catch (error) {
    if (!(error instanceof Error)) throw error;
    if (!(error instanceof NotInstalled || "syscall" in error || "stderr" in error)) throw error;
    const missing =
      "path" in error && error.path === "dpkg-deb" ? " Build it on Debian, which has dpkg-deb." : "";
    console.error(`The package was not built. ${error.message}${missing}`);
    return 1;
  } finally {
    await rm(work, { recursive: true });
  }
}

function readOptions() {
  try {
    const option = { type: "string" } as const;
    return parseArgs({ options: { out: option, compression: option, help: { type: "boolean" } } }).values;
  } catch (error) {
    console.error(error instanceof Error ? error.message : USAGE);
    return undefined;
  }
}

/** What apt knows of it. The result is the package's file name. */
async function addControl(root: string): Promise<string> {
  const { version, description } = JSON.parse(
    await readFile(new URL("../../package.json", import.meta.url), "utf8"),
  );
  const control = join(root, "DEBIAN");
  await mkdir(control);
  await writeFile(
    join(control, "control"),
    `Package: nightjar
Version: ${version}
Architecture: amd64
Maintainer: Nightjar
Depends: adduser, libatomic1, libc6 (>= 2.28), libstdc++6, tor
Section: net
Priority: optional
Description: ${description}
 The server that takes sealed tips through an onion service and keeps them until
 couriers fetch them, and its command line. "nightjar setup" comes next; it is
 described in /usr/share/doc/nightjar/docs/operating.md.
`,
  );
  await chmod(join(control, "control"), 0o644);
  for (const script of ["postinst", "prerm", "postrm"]) {
    await copyFile(join(DEBIAN, script), join(control, script));
    await chmod(join(control, script), 0o755);
  }
  await chmod(control, 0o755);
  return `nightjar_${version}_amd64.deb`;
}

async function pack(root: string, deb: string, compression: string): Promise<void> {
  await run("dpkg-deb", ["--root-owner-group", "--threads-max=1", `-Z${compression}`, "--build", root, deb], {
    env: { ...process.env, SOURCE_DATE_EPOCH: String(TIME) },
  });
}
