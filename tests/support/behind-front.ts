import { connect, type Socket } from "node:net";

/** The line that tor writes before a connection of that circuit. */
export function lineOf(circuit: number): string {
  return `PROXY TCP6 fc00:dead:beef:4dad::${(circuit >>> 16).toString(16)}:${(circuit & 0xffff).toString(16)} ::1 35 80\r\n`;
}

/** A connection that came by this circuit. It collects what is said to it. */
export class CircuitConnection {
  readonly socket: Socket;
  readonly closed: Promise<void>;
  received = "";

  /** @param says whether tor's line comes before */
  constructor(port: number, circuit: number, says = true) {
    this.socket = connect(port, "127.0.0.1");
    this.closed = new Promise((resolve) => this.socket.once("close", () => resolve()));
    // A reset is a way of being closed.
    this.socket.on("error", () => this.socket.destroy());
    this.socket.setEncoding("latin1").on("data", (text: string) => {
      this.received += text;
    });
    if (says) this.socket.write(lineOf(circuit));
  }

  /** Waits until so many answers have begun, and returns their statuses; fewer if it is closed before. */
  async statuses(count: number): Promise<number[]> {
    let over = false;
    void this.closed.then(() => {
      over = true;
    });
    for (;;) {
      const found = (this.received.match(/HTTP\/1\.1 [2-5]\d\d/g) ?? []).map((text) =>
        Number(text.slice(-3)),
      );
      if (found.length >= count || over) return found;
      await new Promise((resolve) => setTimeout(resolve, 5));
    }
  }

  destroy(): void {
    this.socket.destroy();
  }
}
