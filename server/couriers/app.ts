import type { Express } from "express";
import { BodyReader } from "../http/body.ts";
import { buildApp } from "../http/http-app.ts";
import type { LetterPool } from "../letters/letter-pool.ts";
import type { PublicDocuments } from "../pages/public-documents.ts";
import type { Pickup } from "../store/pickup.ts";
import { CourierAuth } from "./auth.ts";
import { bodiesOfCouriers } from "./body-of-courier.ts";
import { doorAddresses, letSavedFilesAsk } from "./door.ts";
import { mailbagAddresses } from "./mailbags.ts";
import { courierDocumentAddresses, pickupAddresses, sessionAddresses } from "./routes.ts";

/**
 * Everything behind the listener for couriers.
 * @param names the addresses by which this server is dialled; asked for each session
 */
export function createCourierApp(
  documents: PublicDocuments,
  pickup: Pickup,
  letters: LetterPool,
  names: () => readonly string[],
): Express {
  const bodies = new BodyReader();
  const auth = new CourierAuth(documents.anchor, documents.rosters, pickup, names);
  const bodyOf = bodiesOfCouriers(auth, bodies);
  const addresses = [
    ...doorAddresses(),
    ...sessionAddresses(auth, bodies),
    ...courierDocumentAddresses(auth, documents),
    ...pickupAddresses(auth, bodyOf, pickup),
    ...mailbagAddresses(auth, bodyOf, letters, documents.rosters),
  ];
  return buildApp(documents.anchor.demo, addresses, [letSavedFilesAsk]);
}
