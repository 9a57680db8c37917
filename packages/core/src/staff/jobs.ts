import { addSeconds } from "../kernel/time.ts";
import type { ControlSweep } from "../tenants/index.ts";
import { pushRevocations } from "./push-revocations.ts";
import { purgeExpired } from "./queries/purge.ts";

export { deliverMails } from "./deliver-mails.ts";

const keepSeconds = 7 * 24 * 3600;

/** Work of the control plane that repeats; each answers how much it did. */
export const controlSweeps: readonly ControlSweep[] = [
  { name: "staff.push_revocations", everyMillis: 500, run: (ctx) => pushRevocations(ctx) },
  {
    name: "staff.purge",
    everyMillis: 60_000,
    run: (ctx) => purgeExpired(ctx.db, ctx.now(), addSeconds(ctx.now(), -keepSeconds)),
  },
];
