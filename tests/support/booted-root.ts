import { type ChildProcess, execFileSync, spawn, spawnSync } from "node:child_process";
import { once } from "node:events";
import { cpSync, existsSync, mkdirSync, readFileSync, rmdirSync } from "node:fs";
import { basename, join } from "node:path";
import { expect, vi } from "vitest";

/** What a shell on the machine ended with. */
export interface Said {
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

/**
 * A Debian 12 in a folder, booted by its own systemd in namespaces of its own: units, their sandboxes, sockets and the
 * journal are real, the kernel is this machine's, and there is no network. Made and entered by root.
 */
export class BootedRoot {
  readonly #root: string;
  readonly #cgroup: string;
  #machine: ChildProcess | undefined;
  #init = "";

  constructor(root: string) {
    this.#root = root;
    this.#cgroup = join(cgroups(), `nightjar-${basename(root)}-${process.pid}`);
  }

  /** What a small server has before anything is installed on it, and the packages that the one at `wanted` will ask for. */
  make(wanted: string): void {
    const root = this.#root;
    execFileSync("mmdebstrap", [
      ...["--quiet", "--variant=apt", "--include=systemd-sysv,dbus,procps"],
      ...["bookworm", root],
    ]);
    for (const name of ["resolv.conf", "hosts"])
      cpSync(join("/etc", name), join(root, "etc", name), { dereference: true });
    cpSync(wanted, join(root, "root/wanted.deb"));
    const fetch =
      "apt-get update -qq && apt-get install -qq -y --download-only --no-install-recommends /root/wanted.deb";
    execFileSync("chroot", [root, "sh", "-c", `export DEBIAN_FRONTEND=noninteractive LC_ALL=C; ${fetch}`]);
  }

  /** Where a path of the machine is seen from outside. */
  inside(path: string): string {
    return join(this.#root, path);
  }

  async boot(): Promise<void> {
    mkdirSync(this.#cgroup, { recursive: true });
    const namespaces = "--mount --uts --ipc --net --cgroup --pid --fork --kill-child";
    const line = `echo $$ > ${this.#cgroup}/cgroup.procs && exec unshare ${namespaces} sh -ec '${FIRST}' sh ${this.#root}`;
    this.#machine = spawn("sh", ["-c", line], { stdio: ["ignore", "ignore", "inherit"] });
    const { pid } = this.#machine;
    const state = () => {
      this.#init = readFileSync(`/proc/${pid}/task/${pid}/children`, "utf8").trim();
      return this.#init === "" ? "" : this.ask("systemctl is-system-running").stdout;
    };
    await vi.waitFor(() => expect(state()).toMatch(/^(running|degraded)\n$/), WAIT);
  }

  async stop(): Promise<void> {
    if (!this.#machine) return;
    const exited = once(this.#machine, "exit");
    // With it goes the first process of the namespace (--kill-child), and with that all others.
    this.#machine.kill("SIGKILL");
    await exited;
    this.#machine = undefined;
    await vi.waitFor(() => this.#removeCgroup(), WAIT);
  }

  ask(command: string, input = ""): Said {
    const line = `cd /root && export DEBIAN_FRONTEND=noninteractive LC_ALL=C && ${command}`;
    const entered = ["-t", this.#init, "-a", "-r", "-w", "env", "-i", `PATH=${PATH}`, "sh", "-c", line];
    const { status, stdout, stderr } = spawnSync("nsenter", entered, { encoding: "utf8", input });
    return { code: status, stdout, stderr };
  }

  /** What it says on stdout, if it ends with one of these codes. */
  say(command: string, codes: readonly number[] = [0]): string {
    const { code, stdout, stderr } = this.ask(command);
    if (code !== null && codes.includes(code)) return stdout;
    throw new Error(`${command} ended with ${code}\n${stdout}${stderr}`);
  }

  /** Folders only: what else lies there is the kernel's. It throws while something still runs in one. */
  #removeCgroup(): void {
    if (!existsSync(this.#cgroup)) return;
    const found = execFileSync("find", [this.#cgroup, "-depth", "-type", "d"], { encoding: "utf8" });
    for (const path of found.trim().split("\n")) rmdirSync(path);
  }
}

const PATH = "/usr/sbin:/usr/bin:/sbin:/bin";
const WAIT = { timeout: 120_000, interval: 500 };

/** Up to systemd: a root of its own rather than a chroot, in which no user namespaces may be made. */
const FIRST = `
mount --make-rprivate / && mount --bind "$1" "$1" && cd "$1"
mount -t proc proc proc && mount -t sysfs sysfs sys && mount -t cgroup2 cgroup2 sys/fs/cgroup
mount -t tmpfs tmpfs run && mount -t tmpfs tmpfs tmp && mount -t tmpfs -o mode=755 tmpfs dev
for name in null zero full random urandom tty; do touch dev/$name && mount --bind /dev/$name dev/$name; done
mkdir dev/pts dev/shm run/before && mount -t devpts -o newinstance,ptmxmode=0666,mode=620 devpts dev/pts
ln -s pts/ptmx dev/ptmx && ln -s /proc/self/fd dev/fd && mount -t tmpfs tmpfs dev/shm && hostname bare
pivot_root . run/before && umount -l /run/before
exec env -i container=test PATH=${PATH} /sbin/init --log-target=journal --unit=multi-user.target`;

function cgroups(): string {
  const mounts = readFileSync("/proc/self/mounts", "utf8").split("\n");
  const [, place] = mounts.map((line) => line.split(" ")).find(([, , kind]) => kind === "cgroup2") ?? [];
  if (place === undefined) throw new Error("no cgroup2 is mounted here: systemd can't run in a namespace");
  return place;
}
