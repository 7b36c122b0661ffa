import { execFileSync } from "node:child_process";
import { mkdtempSync, rmSync, truncateSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

/** A stick in this machine: an image of a real file system, mounted by a real driver. Needs to be root. */
export interface Stick {
  /** Its root. */
  readonly folder: string;
  /** The driver dies with the stick in use, as when somebody pulls it out. */
  pull(): void;
  /** What was pulled out is put back in. */
  putBack(): void;
  release(): void;
}

export type StickKind = "exfat" | "fat";

/** @throws where the system lends no loop device or driver: a test that needs a stick fails then, and says why */
export function makeStick(kind: StickKind, bytes: number): Stick {
  const home = mkdtempSync(join(tmpdir(), "nightjar-stick-"));
  const image = join(home, "image");
  const folder = join(home, "stick");
  run("mkdir", folder);
  writeFileSync(image, "");
  truncateSync(image, bytes);
  if (kind === "exfat") run("mkfs.exfat", image);
  else run("mkfs.fat", image);
  const device = kind === "exfat" ? run("losetup", "-f", "--show", image).trim() : image;
  const mount = () => {
    if (kind === "exfat") run("mount.exfat-fuse", device, folder);
    else run("fusefat", "-o", "rw+", device, folder);
  };
  mount();
  return {
    folder,
    pull: () => {
      for (const pid of driversOf(folder)) process.kill(pid, "SIGKILL");
    },
    putBack: () => {
      run("umount", "-l", folder);
      mount();
    },
    release: () => {
      run("umount", "-l", folder);
      if (kind === "exfat") run("losetup", "-d", device);
      rmSync(home, { recursive: true });
    },
  };
}

function run(program: string, ...args: string[]): string {
  return execFileSync(program, args, { encoding: "utf8", stdio: ["ignore", "pipe", "pipe"] });
}

/** The processes that were started with this folder as their last argument. */
function driversOf(folder: string): number[] {
  return run("pgrep", "-f", `${folder}$`).trim().split("\n").map(Number);
}
