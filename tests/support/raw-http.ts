import { connect } from "node:net";

export interface RawAnswer {
  readonly status: number;
  /** Lower-case names, in alphabetical order. */
  readonly headers: ReadonlyMap<string, string>;
  readonly body: string;
}

/** Sends bytes as they are, and reads the one answer until the server closes or the answer is whole. */
export function rawRequest(port: number, bytes: string | Uint8Array, host = "127.0.0.1"): Promise<RawAnswer> {
  return new Promise((resolve, reject) => {
    const socket = connect(port, host);
    let received = Buffer.alloc(0);
    const finish = () => {
      const answer = parseAnswer(received);
      if (answer) resolve(answer);
      else reject(new Error(`no whole answer: ${received.toString("latin1").slice(0, 200)}`));
      socket.destroy();
    };
    socket.on("data", (piece) => {
      received = Buffer.concat([received, piece]);
      if (isWhole(received)) finish();
    });
    socket.on("close", finish).on("error", () => {});
    socket.write(bytes);
  });
}

/** Sends bytes, closes its half of the connection, and returns whatever came back until the server closed. */
export const exchange = (port: number, bytes: Uint8Array) => ask(port, bytes);

/**
 * The same, but closes its half only when something has been answered, or nothing for so many milliseconds: Node
 * breaks off what it is about to answer to whoever closes a half.
 */
export function ask(port: number, bytes: Uint8Array, patience?: number): Promise<string> {
  return new Promise((resolve) => {
    const socket = connect({ port, host: "127.0.0.1", allowHalfOpen: true });
    let received = "";
    const finish = () => socket.end();
    const timer = patience === undefined ? undefined : setTimeout(finish, patience);
    socket.on("data", (piece) => {
      received += piece.toString("latin1");
      // What was asked behind the first request is answered in the same turn, or soon.
      if (timer) setTimeout(finish, 5);
    });
    // A reset is an answer too: what came before it counts.
    socket.on("error", () => socket.destroy()).on("end", () => socket.destroy());
    socket.on("close", () => {
      clearTimeout(timer);
      resolve(received);
    });
    socket.write(bytes, timer ? undefined : finish);
  });
}

function isWhole(received: Buffer): boolean {
  const answer = parseAnswer(received);
  if (!answer) return false;
  const length = answer.headers.get("content-length");
  return answer.status !== 100 && (length === undefined || Buffer.byteLength(answer.body) >= Number(length));
}

function parseAnswer(received: Buffer): RawAnswer | undefined {
  const text = received.toString("utf8");
  const end = text.indexOf("\r\n\r\n");
  const status = /^HTTP\/1\.1 (\d{3})/.exec(text)?.[1];
  if (end < 0 || status === undefined) return undefined;
  const lines = text.slice(0, end).split("\r\n").slice(1);
  const headers = lines.map((line): [string, string] => {
    const colon = line.indexOf(": ");
    return [line.slice(0, colon).toLowerCase(), line.slice(colon + 2)];
  });
  headers.sort(([a], [b]) => (a < b ? -1 : 1));
  return { status: Number(status), headers: new Map(headers), body: text.slice(end + 4) };
}
