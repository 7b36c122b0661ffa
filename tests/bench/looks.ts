import { once } from "node:events";
import { connect } from "node:net";
import { setTimeout as pause } from "node:timers/promises";
import { LETTERS_PATH, MOST_POOL_LENGTH } from "../../protocol/letters.ts";
import { fillPool } from "../support/mailbags.ts";
import { prepareData, removeData, startServer } from "../support/server.ts";
import { compare, print, printMeasure } from "./measure.ts";
import { requests } from "./submissions.ts";
import { sendAll } from "./submitter.ts";

const LOOKING = 32;
const SUBMISSIONS = 1024;

/** Bytes that one of them takes in a second: a quick circuit. */
const PACE = 256 * 1024;

/**
 * Durable submissions of small sealed tips at 32 connections, beside 32 circuits that look at the fullest pool one time
 * after the other, and without them. (The server has no tor before it here, so no circuit has looked too often.)
 */
export async function benchLooks(): Promise<void> {
  const data = await prepareData();
  fillPool(data);
  const server = await startServer({ data });
  const submit = () => sendAll(server.url, 32, requests(SUBMISSIONS));
  let looks = 0;
  const beside = async () => {
    const stop = new AbortController();
    const looking = Array.from({ length: LOOKING }, async () => {
      while (!stop.signal.aborted) looks += await look(server.url, stop.signal);
    });
    await submit();
    stop.abort();
    await Promise.all(looking);
  };
  const result = await compare({
    what: `32 connections, ${LOOKING} circuits looking / nobody looking`,
    ...{ ours: beside, theirs: submit, rounds: 5, units: SUBMISSIONS, unit: "submissions/s" },
  });
  print("Submissions beside looks at the letters (goal: 0.9)", [result]);
  printMeasure("pools taken meanwhile", looks.toFixed(1));
  await server.stop();
  removeData(data);
}

/** How much of one look was taken, 0 to 1, until all of it was or nobody wants more. */
async function look(url: string, signal: AbortSignal): Promise<number> {
  const { hostname, port } = new URL(url);
  const socket = connect(Number(port), hostname);
  socket.write(`GET ${LETTERS_PATH} HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n`);
  let taken = 0;
  const closed = once(socket, "close");
  socket.on("data", async (piece) => {
    taken += piece.length;
    socket.pause();
    await pause((1000 * piece.length) / PACE);
    if (signal.aborted) socket.destroy();
    else socket.resume();
  });
  await closed;
  return Math.min(1, taken / MOST_POOL_LENGTH);
}
