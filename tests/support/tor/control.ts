import { once } from "node:events";
import { readFileSync } from "node:fs";
import { connect, type Socket } from "node:net";
import { join } from "node:path";

/** A connection to a tor's control socket (control-spec), with what it says of its own accord. */
export class TorControl implements Disposable {
  /** Every event so far, each as its lines joined. */
  readonly events: string[] = [];
  readonly #socket: Socket;
  readonly #waiting: ((lines: readonly string[]) => void)[] = [];
  #text = "";

  private constructor(socket: Socket) {
    this.#socket = socket;
    socket.setEncoding("latin1");
    socket.on("data", (text: string) => {
      this.#text += text;
      for (let reply = this.#next(); reply; reply = this.#next()) this.#take(reply);
    });
    socket.on("error", () => socket.destroy());
  }

  /** @param data the DataDirectory of a tor of ours, whose cookie lies there */
  static async open(data: string): Promise<TorControl> {
    const socket = connect(join(data, "control"));
    await once(socket, "connect");
    const control = new TorControl(socket);
    await control.ask(`AUTHENTICATE ${readFileSync(join(data, "control_auth_cookie")).toString("hex")}`);
    return control;
  }

  /** @throws Error with what tor answered, if it refuses */
  async ask(command: string): Promise<readonly string[]> {
    const reply = await new Promise<readonly string[]>((resolve) => {
      this.#waiting.push(resolve);
      this.#socket.write(`${command}\r\n`);
    });
    if (!reply[0]?.startsWith("250"))
      throw new Error(`tor refused ${command.split(" ")[0]}: ${reply.join(" ")}`);
    return reply;
  }

  [Symbol.dispose](): void {
    this.#socket.destroy();
  }

  /** A reply ends with a line that has a space after its number; `+` begins a block that ends with a dot. */
  #next(): string[] | undefined {
    const lines = this.#text.split("\r\n");
    let inBlock = false;
    for (const [i, line] of lines.slice(0, -1).entries()) {
      if (inBlock) inBlock = line !== ".";
      else if (/^\d{3}\+/.test(line)) inBlock = true;
      else if (/^\d{3} /.test(line)) {
        this.#text = lines.slice(i + 1).join("\r\n");
        return lines.slice(0, i + 1);
      }
    }
    return undefined;
  }

  #take(reply: readonly string[]): void {
    if (reply[0]?.startsWith("650")) this.events.push(reply.join("\n"));
    else this.#waiting.shift()?.(reply);
  }
}
