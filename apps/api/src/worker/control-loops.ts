import type { PlatformCtx } from "@meridian/core/platform/context";
import { newId } from "@meridian/core/platform/new-id";
import { sendStaffMail } from "@meridian/core/notifications";
import { controlSweeps as staffSweeps, deliverMails, workInControl } from "@meridian/core/staff/jobs";
import { controlOwner } from "@meridian/core/platform/vault";
import { controlSealed } from "@meridian/core/platform-schema";
import { controlSweeps as tenantSweeps } from "@meridian/core/tenants/jobs";
import { retirePreviousKeys } from "@meridian/core/vault";
import type { ControlRuntime } from "../http/control-context.ts";
import { languages } from "@meridian/core/kernel/languages";
import type { Loop, Lookout } from "./schedule.ts";

function serviceContext(runtime: ControlRuntime, name: string): PlatformCtx<"control"> {
  const requestId = newId("run");
  return {
    region: "control",
    actor: { kind: "service", name },
    now: () => new Date(),
    log: runtime.log.child({ requestId, work: name }),
    requestId,
    language: languages[0],
    idempotencyKey: null,
    settings: runtime.settings,
    db: runtime.db,
  };
}

/** What the control plane does again and again: tells regions, delivers mails, forgets what has expired. */
export function controlLoops(runtime: ControlRuntime): Loop[] {
  const sweeps = [...tenantSweeps, ...staffSweeps].map((sweep) => ({
    ...sweep,
    run: async () => void (await sweep.run(serviceContext(runtime, sweep.name))),
  }));
  const mails: Loop = {
    name: "staff.deliver_mails",
    everyMillis: 250,
    waitsFor: "mail",
    run: async () =>
      void (await deliverMails(serviceContext(runtime, "mail"), (mail) => sendStaffMail(runtime.settings, mail))),
  };
  const keys: Loop = {
    name: "vault.retire_keys",
    everyMillis: 60_000,
    run: async () =>
      void (await retirePreviousKeys(serviceContext(runtime, "retire-keys"), async (ownerId) =>
        ownerId === controlOwner ? { ownerId, db: runtime.db, columns: controlSealed } : undefined,
      )),
  };
  return [...sweeps, mails, keys];
}

/** How often the control plane looks whether any of it is to be done. */
export const controlLookout = ({ db }: Pick<ControlRuntime, "db">): Lookout => ({
  everyMillis: 100,
  look: () => workInControl(db, new Date()),
});
