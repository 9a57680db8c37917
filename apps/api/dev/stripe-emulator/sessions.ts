import * as z from "zod";
import { recordOf } from "./copies.ts";
import type { Call } from "./emulator.ts";
import { invalidRequest, noSuch } from "./errors.ts";
import { closeSession, expireIfDue } from "./expire-sessions.ts";
import { mergeMetadata, metadata } from "./params.ts";
import type { SessionRecord } from "./records.ts";

export const updateSessionParams = z.strictObject({ metadata: metadata.optional() });

export function getSession(call: Call, id: string): SessionRecord {
  const record = recordOf(call, "session", id);
  if (!record) throw noSuch("checkout.session", id, "session");
  expireIfDue(call, record);
  return record;
}

export function updateSession(call: Call, params: z.output<typeof updateSessionParams>, id: string): object {
  const record = getSession(call, id);
  record.session.metadata = mergeMetadata(record.session.metadata ?? {}, params.metadata ?? {});
  call.emulator.store.put("session", call.owner, id, record);
  return record.session;
}

export function expireSession(call: Call, _params: object, id: string): object {
  const record = getSession(call, id);
  if (record.session.status !== "open") {
    throw invalidRequest(
      `Only Checkout Sessions with a status in ["open"] can be expired. This Checkout Session has a status of ${record.session.status}.`,
      { param: "session" },
    );
  }
  closeSession(call, record);
  return record.session;
}
