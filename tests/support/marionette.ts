import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { connect, type Socket } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { type Preferences, QUIET } from "./firefox.ts";

/** The name under which WebDriver puts a reference to an element. */
const ELEMENT = "element-6066-11e4-a52e-4f735466cecf";

/** Milliseconds that Firefox may take to start. */
const START = 60_000;

const OWN: Preferences = {
  "browser.startup.homepage_override.mstone": "ignore",
  "browser.translations.automaticallyPopup": false,
  "marionette.port": 0,
};

/**
 * A Firefox that runs no scripts, driven over Marionette, Firefox's own protocol on loopback: other ways of driving
 * it run scripts in the page, and wait for ever when there are none.
 */
export class Marionette implements AsyncDisposable {
  readonly #firefox: ChildProcess;
  readonly #connection: Connection;
  readonly #home: string;

  private constructor(firefox: ChildProcess, connection: Connection, home: string) {
    this.#firefox = firefox;
    this.#connection = connection;
    this.#home = home;
  }

  static async launch(preferences: Preferences = {}): Promise<Marionette> {
    const home = await mkdtemp(join(tmpdir(), "nightjar-marionette-"));
    const all = { ...QUIET, ...OWN, "javascript.enabled": false, ...preferences };
    const lines = Object.entries(all).map(
      ([name, value]) => `user_pref(${JSON.stringify(name)}, ${JSON.stringify(value)});\n`,
    );
    await writeFile(join(home, "user.js"), lines.join(""));
    const firefox = spawn("firefox-esr", ["--headless", "--marionette", "--no-remote", "--profile", home], {
      stdio: "ignore",
      env: { ...process.env, HOME: home, MOZ_HEADLESS_WIDTH: "1280", MOZ_HEADLESS_HEIGHT: "1000" },
    });
    const connection = await Connection.open(await portOf(home, firefox));
    await connection.send("WebDriver:NewSession", { unhandledPromptBehavior: "ignore" });
    // An element of a page that is still coming is waited for.
    await connection.send("WebDriver:SetTimeouts", { implicit: 30_000 });
    return new Marionette(firefox, connection, home);
  }

  async open(url: string): Promise<void> {
    await this.#connection.send("WebDriver:Navigate", { url });
  }

  async url(): Promise<string> {
    return textOf(await this.#connection.send("WebDriver:GetCurrentURL", {}));
  }

  /** An element on the present page, by its id. */
  async find(selector: string): Promise<string> {
    const found = await this.#connection.send("WebDriver:FindElement", {
      using: "css selector",
      value: selector,
    });
    return textOf(fieldOf(fieldOf(found, "value"), ELEMENT));
  }

  async text(selector: string): Promise<string> {
    return textOf(await this.#connection.send("WebDriver:GetElementText", { id: await this.find(selector) }));
  }

  /** A property of an element as the browser has it now, as text. */
  async property(selector: string, name: string): Promise<string> {
    const id = await this.find(selector);
    return textOf(await this.#connection.send("WebDriver:GetElementProperty", { id, name }));
  }

  /** Types into a field; for a file field, chooses the file at this path. */
  async type(selector: string, text: string): Promise<void> {
    await this.#connection.send("WebDriver:ElementSendKeys", { id: await this.find(selector), text });
  }

  async clear(selector: string): Promise<void> {
    await this.#connection.send("WebDriver:ElementClear", { id: await this.find(selector) });
  }

  async click(selector: string): Promise<void> {
    await this.#connection.send("WebDriver:ElementClick", { id: await this.find(selector) });
  }

  /** Presses a key with Control held down. */
  async control(key: string): Promise<void> {
    const keys = [
      { type: "keyDown", value: CONTROL },
      { type: "keyDown", value: key },
      { type: "keyUp", value: key },
      { type: "keyUp", value: CONTROL },
    ];
    await this.#connection.send("WebDriver:PerformActions", {
      actions: [{ type: "key", id: "keyboard", actions: keys }],
    });
  }

  async resize(width: number, height: number): Promise<void> {
    await this.#connection.send("WebDriver:SetWindowRect", { width, height });
  }

  /** The whole page as PNG. */
  async screenshot(): Promise<Uint8Array> {
    const answer = await this.#connection.send("WebDriver:TakeScreenshot", { full: true });
    return Buffer.from(textOf(answer), "base64");
  }

  async [Symbol.asyncDispose](): Promise<void> {
    const exited = this.#firefox.exitCode === null ? once(this.#firefox, "exit") : undefined;
    this.#connection.close();
    this.#firefox.kill("SIGTERM");
    await exited;
    await rm(this.#home, { recursive: true, force: true, maxRetries: 5, retryDelay: 200 });
  }
}

const CONTROL = "\uE009";

/** Marionette's framing: a decimal length, a colon, JSON: [0, id, command, parameters] and [1, id, error, result]. */
class Connection {
  readonly #socket: Socket;
  #received = Buffer.alloc(0);
  #next = 1;
  readonly #waiting = new Map<number, (message: readonly unknown[]) => void>();

  private constructor(socket: Socket) {
    this.#socket = socket;
    socket.on("data", (piece) => this.#take(piece));
  }

  static async open(port: number): Promise<Connection> {
    const socket = connect(port, "127.0.0.1");
    await once(socket, "connect");
    return new Connection(socket);
  }

  send(command: string, parameters: Readonly<Record<string, unknown>>): Promise<unknown> {
    const id = this.#next++;
    const message = Buffer.from(JSON.stringify([0, id, command, parameters]));
    this.#socket.write(Buffer.concat([Buffer.from(`${message.length}:`), message]));
    return new Promise((resolve, reject) => {
      this.#waiting.set(id, ([, , error, result]) => {
        if (error === null) resolve(result);
        else reject(new Error(`${command}: ${JSON.stringify(error).slice(0, 500)}`));
      });
    });
  }

  close(): void {
    this.#socket.destroy();
  }

  #take(piece: Buffer): void {
    this.#received = Buffer.concat([this.#received, piece]);
    for (;;) {
      const colon = this.#received.indexOf(":");
      if (colon < 0) return;
      const end = colon + 1 + Number(this.#received.toString("latin1", 0, colon));
      if (this.#received.length < end) return;
      const message: unknown = JSON.parse(this.#received.toString("utf8", colon + 1, end));
      this.#received = this.#received.subarray(end);
      if (!Array.isArray(message) || message[0] !== 1) continue;
      this.#waiting.get(message[1])?.(message);
      this.#waiting.delete(message[1]);
    }
  }
}

/** Firefox writes the port it chose into its profile. */
async function portOf(profile: string, firefox: ChildProcess): Promise<number> {
  for (const end = Date.now() + START; Date.now() < end; await sleep(100)) {
    if (firefox.exitCode !== null) throw new Error(`Firefox ended with ${firefox.exitCode}`);
    const text = await readFile(join(profile, "MarionetteActivePort"), "utf8").catch(missing);
    if (/^\d+$/.test(text)) return Number(text);
  }
  throw new Error("Firefox did not start in time");
}

function missing(error: NodeJS.ErrnoException): string {
  if (error.code === "ENOENT") return "";
  throw error;
}

function fieldOf(value: unknown, name: string): unknown {
  if (typeof value === "object" && value !== null && name in value) return Reflect.get(value, name);
  throw new Error(`no ${name} in the answer`);
}

/** Marionette wraps most results. */
function textOf(value: unknown): string {
  const inner = typeof value === "object" ? fieldOf(value, "value") : value;
  return typeof inner === "string" ? inner : JSON.stringify(inner);
}
