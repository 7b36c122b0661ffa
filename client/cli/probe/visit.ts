import { MAX_DOCUMENT_LENGTH } from "../../../crypto/documents/canonical.ts";
import { ROSTER_PATH } from "../../../protocol/addresses.ts";
import { readBody, serverErrorOf } from "../../http/answers.ts";
import type { HttpClient } from "../http/client.ts";
import { fetchHeaders, type Headers, PAGE_HEADERS } from "./browser-headers.ts";

const MOST_PAGE_BYTES = 16 * 1024 * 1024;

/**
 * Begins as the source's page does: asks for the page, then for the roster, whose bytes are the result.
 * @param origin the page's, without a slash at its end @throws ServerError
 */
export async function visit(client: HttpClient, origin: string): Promise<Uint8Array> {
  const get = async (path: string, headers: Headers, most: number) => {
    const answer = await client.ask({ method: "GET", path, headers });
    if (answer.status !== 200) throw await serverErrorOf(answer);
    return await readBody(answer, most);
  };
  await get("/", PAGE_HEADERS, MOST_PAGE_BYTES);
  return await get(ROSTER_PATH, fetchHeaders(origin), MAX_DOCUMENT_LENGTH);
}
