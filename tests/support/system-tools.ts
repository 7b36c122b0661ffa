import { execFileSync, spawnSync } from "node:child_process";
import { existsSync } from "node:fs";
import { basename } from "node:path";
import { RUN_FOLDER } from "./run-folder.ts";

/** Debian packages that tests need: a program or a file that shows it is there, and the package's name if it is another. */
const TOOLS = (
  "age firefox-esr chromium tar exiftool=libimage-exiftool-perl cjpeg=libjpeg-turbo-progs pngtopam=netpbm cwebp=webp " +
  "bsdtar=libarchive-tools busybox 7z=p7zip-full tor python3 systemd-analyze=systemd strace mkfs.exfat=exfatprogs " +
  "mount.exfat-fuse=exfat-fuse mkfs.fat=dosfstools fusefat pgrep=procps ffmpeg heif-convert=libheif-examples " +
  "identify=imagemagick zsh pdftotext=poppler-utils " +
  // Whose glyphs of characters aren't those of radicals, too: what is copied from a PDF is what was written.
  "/usr/share/fonts/truetype/droid/DroidSansFallbackFull.ttf=fonts-droid-fallback" +
  (process.env.LONG === undefined ? "" : " mmdebstrap")
).split(" ");

/** Installs what is missing, as root on Debian; elsewhere says in one sentence what to install, and stops. */
export default function setup(): void {
  // Each project of the run calls this: all but the first find the run's folder.
  if (process.env[RUN_FOLDER] !== undefined) return;
  const tools = TOOLS.map((tool) => tool.split("=")).map(([program = "", name = program]) => ({
    program,
    name,
  }));
  const programs = tools.map(({ program }) => program);
  const found = spawnSync("which", programs, { encoding: "utf8" })
    .stdout.split("\n")
    .map((path) => basename(path));
  const packages = tools
    .filter(({ program }) => (program.startsWith("/") ? !existsSync(program) : !found.includes(program)))
    .map(({ name }) => name);
  if (packages.length === 0) return;
  const command = `apt-get install -y --no-install-recommends ${packages.join(" ")}`;
  if (process.getuid?.() !== 0 || !existsSync("/etc/debian_version")) {
    throw new Error(
      `The tests need ${packages.join(", ")}: install with "sudo ${command}", then run them again.`,
    );
  }
  const env = { ...process.env, DEBIAN_FRONTEND: "noninteractive" };
  execFileSync("apt-get", ["update", "-qq"], { stdio: "inherit", env });
  execFileSync("/bin/sh", ["-c", `${command} -qq`], { stdio: "inherit", env });
}
