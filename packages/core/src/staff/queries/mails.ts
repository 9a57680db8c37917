import { addSeconds } from "../../kernel/time.ts";
import { newId } from "../../platform/new-id.ts";
import type { Db } from "../../platform/db.ts";
import type { MailKind, StaffTables } from "../tables.ts";

const tables = (db: Db<"control">) => db.tables<StaffTables>();

/** A mail to be written: it names its reader and its reason; links and words are made when it is sent. */
export interface QueuedMail {
  readonly id: string;
  readonly kind: MailKind;
  readonly email: string;
  readonly language: string;
  readonly invitationId: string | null;
  /** The shop that it is about, where it is about one. */
  readonly tenantId: string | null;
  readonly attempts: number;
}

export async function queueMail(
  db: Db<"control">,
  mail: Pick<QueuedMail, "kind" | "email" | "language"> & {
    readonly invitationId?: string;
    readonly tenantId?: string;
  },
  now: Date,
): Promise<void> {
  await tables(db)
    .insertInto("queued_mails")
    .values({
      id: newId("ntf"),
      kind: mail.kind,
      email: mail.email,
      language: mail.language,
      invitation_id: mail.invitationId ?? null,
      tenant_id: mail.tenantId ?? null,
      state: "queued",
      run_at: now,
      created_at: now,
    })
    .execute();
}

/** Takes one due mail and keeps it from others until the lease ends. */
export async function leaseMail(db: Db<"control">, now: Date, leaseSeconds: number): Promise<QueuedMail | undefined> {
  const row = await tables(db)
    .updateTable("queued_mails")
    .set((eb) => ({ attempts: eb("attempts", "+", 1), run_at: addSeconds(now, leaseSeconds) }))
    .where("id", "=", (eb) =>
      eb
        .selectFrom("queued_mails")
        .select("id")
        .where("state", "=", "queued")
        .where("run_at", "<=", now)
        .orderBy("run_at")
        .limit(1)
        .forUpdate()
        .skipLocked(),
    )
    .returning(["id", "kind", "email", "language", "invitation_id", "tenant_id", "attempts"])
    .executeTakeFirst();
  if (row === undefined) return undefined;
  const { invitation_id, tenant_id, ...mail } = row;
  return { ...mail, invitationId: invitation_id, tenantId: tenant_id };
}

export async function deleteMail(db: Db<"control">, id: string): Promise<void> {
  await tables(db).deleteFrom("queued_mails").where("id", "=", id).execute();
}

export async function retryMail(db: Db<"control">, id: string, at: Date | null): Promise<void> {
  await tables(db)
    .updateTable("queued_mails")
    .set(at === null ? { state: "failed" } : { run_at: at })
    .where("id", "=", id)
    .execute();
}
