import { hashSecret } from "../platform/secrets.ts";
import { makeSecretWrite } from "../platform/secret-write.ts";
import type { TenantTxCtx } from "../platform/verb.ts";
import { nothing } from "../wire.ts";
import { deleteSessionsOf, dropLink } from "./queries/secrets.ts";
import { LogOut } from "./schemas.ts";
import { customerOf, type VisitorCtx } from "./visitor.ts";

const secretWrite = makeSecretWrite<VisitorCtx, TenantTxCtx>();

/** Ends the session that came along, or all of the person's. */
export const logOut = secretWrite(
  "customers.log_out",
  { access: { customer: true }, input: LogOut, output: nothing, audit: "shopper" },
  {
    remember: null,
    prepare: async (ctx) => (ctx.customerToken === null ? null : hashSecret(ctx.customerToken)),
    run: async (ctx, { everywhere }, hash) => {
      if (everywhere) await deleteSessionsOf(ctx.db, customerOf(ctx));
      else if (hash !== null) await dropLink(ctx.db, hash);
      return {};
    },
  },
);
