import type { RequestHandler } from "express";
import { utf8 } from "../../crypto/bytes.ts";
import { DOOR_PATH } from "../../protocol/addresses.ts";
import { type Address, at } from "../http/addresses.ts";
import { answer } from "../http/answer.ts";

/** What a browser calls the page that asks, if it is a file on the person's own machine (and has no origin to be told). */
const SAVED_FILE = "null";

/** Seconds for which a browser need not ask leave again; it takes a day at most. */
const LEAVE = "86400";

/**
 * Lets a page that was saved as a file (courier.html) read the answers, and no site. It carries no credentials but
 * what it says itself, a session's token.
 */
export const letSavedFilesAsk: RequestHandler = ({ method, headers }, response, next) => {
  response.setHeader("Vary", "Origin");
  if (headers.origin !== SAVED_FILE) return next();
  response.setHeader("Access-Control-Allow-Origin", SAVED_FILE);
  response.setHeader("Access-Control-Expose-Headers", "Content-Length, Content-Range");
  if (method !== "OPTIONS") return next();
  response.setHeader("Access-Control-Allow-Methods", "GET, POST");
  response.setHeader("Access-Control-Allow-Headers", "Authorization, Content-Type");
  response.setHeader("Access-Control-Max-Age", LEAVE);
  response.statusCode = 204;
  response.end();
};

/** What a courier's browser shows who has given Tor Browser the onion's key: that it fits. */
export function doorAddresses(): Address[] {
  const text = utf8(YOU_ARE_IN);
  return [
    at("GET", DOOR_PATH, (_request, response) => answer(response, 200, "text/plain; charset=utf-8", text)),
  ];
}

const YOU_ARE_IN = `You are in. Leave this tab open, and go on in courier.html.

你进来了。请开着这个标签页，接着用 courier.html。

你進來了。請開著這個分頁，接著用 courier.html。
`;
