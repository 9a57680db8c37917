import type { Kysely } from "kysely";
import { type Given, type Piece, piece } from "../../platform/statement.ts";
import { namesFound } from "../../platform/waiting.ts";
import type { StaffTables } from "../tables.ts";

/** The control plane's own work for people, to be read with others: a `mail` to be sent, tokens to `revoke`. */
export const waitingStaff: (given: { readonly now: Date }) => Piece<string[]> = piece(
  (own: Kysely<StaffTables>, { now }: Given<{ now: Date }>) =>
    namesFound({
      mail: own.selectFrom("queued_mails").select("id").where("state", "=", "queued").where("run_at", "<=", now),
      revoke: own.selectFrom("token_revocations").select("user_id").where("pushed", "=", false),
    }),
);
