import { setTimeout as pause } from "node:timers/promises";

// A day ends at midnight, in UTC, for servers, mailbags and rosters. What a test did yesterday isn't of the day that it
// asks about: no file of tests begins in a day's last minute.

const DAY = 86_400_000;
const MINUTE = 60_000;

const left = DAY - (Date.now() % DAY);
if (left < MINUTE) await pause(left + 1_000);
