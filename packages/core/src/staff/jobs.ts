import { addSeconds } from "../kernel/time.ts";
import type { ControlSweep } from "../tenants/index.ts";
import { eraseShops, freeErasedSlugs } from "./erase-shops.ts";
import { pushRevocations } from "./push-revocations.ts";
import { restShops } from "./rest-shops.ts";
import { purgeExpired } from "./queries/purge.ts";

export { deliverMails } from "./deliver-mails.ts";
export { workInControl } from "./work-in-control.ts";

const keepSeconds = 7 * 24 * 3600;

/** Work of the control plane that repeats; each answers how much it did. */
export const controlSweeps: readonly ControlSweep[] = [
  { name: "tenants.erase_shops", everyMillis: 2_000, waitsFor: "end", run: (ctx) => eraseShops(ctx) },
  { name: "tenants.rest_shops", everyMillis: 60_000, run: (ctx) => restShops(ctx) },
  { name: "tenants.free_slugs", everyMillis: 3_600_000, run: (ctx) => freeErasedSlugs(ctx) },
  { name: "staff.push_revocations", everyMillis: 500, waitsFor: "revoke", run: (ctx) => pushRevocations(ctx) },
  {
    name: "staff.purge",
    everyMillis: 60_000,
    run: (ctx) => purgeExpired(ctx.db, ctx.now(), addSeconds(ctx.now(), -keepSeconds)),
  },
];
