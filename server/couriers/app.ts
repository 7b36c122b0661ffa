import type { Express } from "express";
import { BodyReader } from "../body.ts";
import { buildApp } from "../http-app.ts";
import type { PublicDocuments } from "../public-documents.ts";
import type { Pickup } from "../store/pickup.ts";
import { CourierDoor } from "./door.ts";
import { routeCourierDocuments, routePickup, routeSessions } from "./routes.ts";

/** Everything behind the listener for couriers. */
export function createCourierApp(documents: PublicDocuments, pickup: Pickup, now: () => number): Express {
  return buildApp(documents.anchor.demo, (app) => {
    const bodies = new BodyReader();
    const door = new CourierDoor(documents.anchor, documents.shelf, pickup, now);
    routeSessions(app, door, bodies);
    routeCourierDocuments(app, door, documents);
    routePickup(app, door, bodies, pickup);
  });
}
