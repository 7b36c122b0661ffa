import { once } from "node:events";
import { connect } from "node:net";
import { setTimeout as pause } from "node:timers/promises";
import { LETTERS_PATH, MOST_POOL_LENGTH } from "../../protocol/letters.ts";
import { UNITS_FLAGS } from "../support/in-unit.ts";
import { fillPool } from "../support/mailbags.ts";
import { prepareData, removeData, startServer } from "../support/server.ts";
import { type Pair, print, printMeasure, resultOf, seconds } from "./measure.ts";
import { requests } from "./submissions.ts";
import { sendAll } from "./submitter.ts";

const LOOKING = 32;
const SUBMISSIONS = 2048;
const ROUNDS = 7;

/** Bytes that one of them takes in a second, a quick circuit; and the milliseconds that a whole look takes then. */
const PACE = 256 * 1024;
const WHOLE = (1000 * MOST_POOL_LENGTH) / PACE;

/**
 * Durable submissions of small sealed tips at 32 connections, beside 32 circuits that look at the fullest pool one time
 * after the other, and without them, in turn. Each is somewhere else in its look, as circuits are: if all of them began
 * with the submissions, what is measured would be the first megabytes of 32 looks, which the system takes at once. They
 * are in this process, since what they take is little beside what the submissions send. (The server has no tor before
 * it here, so no circuit has looked too often.)
 */
export async function benchLooks(): Promise<void> {
  const data = await prepareData();
  fillPool(data);
  const server = await startServer({ data, flags: UNITS_FLAGS });
  const submit = () => sendAll(server.url, 32, requests(SUBMISSIONS));
  await submit();
  const pairs: Pair[] = [];
  let [looks, time] = [0, 0];
  for (let round = 0; round < ROUNDS; round++) {
    const theirs = await seconds(submit);
    const stop = new AbortController();
    const looking = Array.from({ length: LOOKING }, async (_, i) => {
      await pause((WHOLE * i) / LOOKING);
      while (!stop.signal.aborted) {
        const taken = await look(server.url, stop.signal);
        looks += taken;
      }
    });
    time += await seconds(() => pause(WHOLE));
    const ours = await seconds(submit);
    stop.abort();
    await Promise.all(looking);
    pairs.push({ ours, theirs });
    time += ours;
  }
  const what = `32 connections, ${LOOKING} circuits looking / nobody looking`;
  print("Submissions beside looks at the letters (goal: 0.9)", [
    resultOf(what, pairs, SUBMISSIONS, "submissions/s"),
  ]);
  printMeasure("pools taken a second meanwhile", (looks / time).toFixed(1));
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
