import { once } from "node:events";
import { connect, type Socket } from "node:net";

/** Milliseconds that each of many requests took, from the first byte sent to the last byte of the answer. */
export type Latencies = number[];

/**
 * Sends requests over so many connections, one after another on each, with as little work for this process as can be:
 * what is measured is the other side. `next` gives a request whole, or undefined when there are no more.
 */
export async function sendAll(
  url: string,
  connections: number,
  next: () => readonly Uint8Array[] | undefined,
): Promise<Latencies> {
  const { hostname, port } = new URL(url);
  const latencies: Latencies = [];
  const lane = async () => {
    const socket = connect(Number(port), hostname);
    socket.setNoDelay(true);
    await once(socket, "connect");
    for (let request = next(); request; request = next()) {
      const start = performance.now();
      await exchange(socket, request);
      latencies.push(performance.now() - start);
    }
    socket.destroy();
  };
  await Promise.all(Array.from({ length: connections }, lane));
  return latencies;
}

/** One request, and the whole of a good answer to it. */
function exchange(socket: Socket, request: readonly Uint8Array[]): Promise<void> {
  return new Promise((resolve, reject) => {
    let received = "";
    const end = (error?: Error) => {
      socket.off("data", take).off("close", broken);
      if (error) reject(error);
      else resolve();
    };
    const broken = () => end(new Error(`the connection broke off after: ${received}`));
    const take = (chunk: Buffer) => {
      received += chunk.toString("latin1");
      const head = received.indexOf("\r\n\r\n");
      if (head < 0) return;
      if (!/^HTTP\/1\.1 20[14] /.test(received)) return end(new Error(`refused: ${received}`));
      const length = Number(/\r\ncontent-length: (\d+)/i.exec(received)?.[1] ?? 0);
      if (received.length >= head + 4 + length) end();
    };
    socket.on("data", take).on("close", broken);
    for (const piece of request) socket.write(piece);
  });
}

/** The head of a request with a body. */
export function headOf(method: string, path: string, type: string, length: number): Uint8Array {
  return Buffer.from(
    `${method} ${path} HTTP/1.1\r\nHost: localhost\r\nContent-Type: ${type}\r\nContent-Length: ${length}\r\n\r\n`,
  );
}

export function percentile(latencies: Latencies, percent: number): number {
  const sorted = latencies.toSorted((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor((sorted.length * percent) / 100))] ?? Number.NaN;
}
