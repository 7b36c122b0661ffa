import { execFileSync, spawnSync } from "node:child_process";
import { existsSync } from "node:fs";

/** Debian packages that tests need, each with a program that shows it is there. */
const TOOLS = [
  { program: "age", package: "age" },
  { program: "firefox-esr", package: "firefox-esr" },
  { program: "chromium", package: "chromium" },
  { program: "tar", package: "tar" },
  { program: "exiftool", package: "libimage-exiftool-perl" },
  { program: "cjpeg", package: "libjpeg-turbo-progs" },
  { program: "pngtopam", package: "netpbm" },
  { program: "cwebp", package: "webp" },
  { program: "ffmpeg", package: "ffmpeg" },
  { program: "heif-convert", package: "libheif-examples" },
  { program: "bsdtar", package: "libarchive-tools" },
  { program: "busybox", package: "busybox" },
  { program: "7z", package: "p7zip-full" },
  { program: "tor", package: "tor" },
  { program: "python3", package: "python3" },
  { program: "systemd-analyze", package: "systemd" },
  { program: "strace", package: "strace" },
  { program: "mkfs.exfat", package: "exfatprogs" },
  { program: "mount.exfat-fuse", package: "exfat-fuse" },
  { program: "mkfs.fat", package: "dosfstools" },
  { program: "fusefat", package: "fusefat" },
];

/** Installs what is missing, as root on Debian; elsewhere says in one sentence what to install, and stops. */
export default function setup(): void {
  const missing = TOOLS.filter(({ program }) => spawnSync("which", [program]).status !== 0);
  if (missing.length === 0) return;
  const packages = missing.map((tool) => tool.package);
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
