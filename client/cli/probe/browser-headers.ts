/**
 * What Tor Browser sends, name by name in its order, as observed of Firefox ESR 153 with Tor Browser's user agent on
 * Windows, which most of its users have. To be brought up to date with each ESR: an old one gives a probe away.
 */
const USER_AGENT = "Mozilla/5.0 (Windows NT 10.0; Win64; x64; rv:153.0) Gecko/20100101 Firefox/153.0";

export type Headers = readonly (readonly [name: string, value: string])[];

const LANGUAGE_AND_ENCODING: Headers = [
  ["Accept-Language", "en-US,en;q=0.9"],
  // To an onion by http, whose context is secure, brotli isn't offered all the same.
  ["Accept-Encoding", "gzip, deflate"],
];

const FETCH: Headers = [
  ["Connection", "keep-alive"],
  ["Sec-Fetch-Dest", "empty"],
  ["Sec-Fetch-Mode", "cors"],
  ["Sec-Fetch-Site", "same-origin"],
  ["Priority", "u=4"],
  ["Pragma", "no-cache"],
  ["Cache-Control", "no-cache"],
];

/** Of the page itself, by its address. */
export const PAGE_HEADERS: Headers = [
  ["User-Agent", USER_AGENT],
  ["Accept", "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8"],
  ...LANGUAGE_AND_ENCODING,
  ["Connection", "keep-alive"],
  ["Upgrade-Insecure-Requests", "1"],
  ["Sec-Fetch-Dest", "document"],
  ["Sec-Fetch-Mode", "navigate"],
  ["Sec-Fetch-Site", "none"],
  ["Sec-Fetch-User", "?1"],
  ["Priority", "u=0, i"],
];

/** Of the page's own fetches. @param origin the page's, without a slash at its end */
export function fetchHeaders(origin: string): Headers {
  return [...beginning(origin), ...FETCH];
}

/** Of a fetch that hands in so many bytes. */
export function handInHeaders(origin: string, length: number): Headers {
  return [
    ...beginning(origin),
    ["content-type", "application/octet-stream"],
    ["Content-Length", String(length)],
    ["Origin", origin],
    ...FETCH,
  ];
}

function beginning(origin: string): Headers {
  return [["User-Agent", USER_AGENT], ["Accept", "*/*"], ...LANGUAGE_AND_ENCODING, ["Referer", `${origin}/`]];
}
