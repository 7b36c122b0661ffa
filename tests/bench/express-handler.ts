import { randomBytes } from "node:crypto";
import type { AddressInfo } from "node:net";
import { join } from "node:path";
import Database from "better-sqlite3";
import express from "express";

// What anybody would write first: the body in one piece, one transaction for each request, and no check at all.

const database = new Database(join(process.argv[2] ?? ".", "express.db"));
database.pragma("journal_mode = WAL");
database.pragma("synchronous = FULL");
database.exec("CREATE TABLE envelopes (key BLOB PRIMARY KEY, bytes BLOB NOT NULL)");
const insert = database.prepare("INSERT INTO envelopes VALUES (?, ?)");
const app = express();
app.post(
  "/v1/envelopes",
  express.raw({ type: "application/octet-stream", limit: "100mb" }),
  (request, response) => {
    insert.run(randomBytes(16), request.body);
    response.status(201).json({ stored: true });
  },
);
const server = app.listen(0, "127.0.0.1", () => {
  process.send?.({ url: `http://127.0.0.1:${(server.address() as AddressInfo).port}` });
});
process.on("disconnect", () => process.exit(0));
