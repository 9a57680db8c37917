import { hashSecret } from "../platform/secrets.ts";
import { nothing } from "../wire.ts";
import { deleteSession } from "./queries/sessions.ts";
import { revokeTokensOf } from "./revoke-tokens-of.ts";
import { secretWrite } from "./secret-write.ts";

/** Ends the caller's session, and the region tokens that were issued to the person until now. */
export const logOut = secretWrite(
  "staff.log_out",
  { access: { anyone: true }, input: nothing, output: nothing, audit: () => ({ subject: "session" }) },
  {
    remember: null,
    prepare: async (ctx) => (ctx.sessionToken === null ? null : hashSecret(ctx.sessionToken)),
    run: async (ctx, _input, hash) => {
      const userId = hash === null ? undefined : await deleteSession(ctx.db, hash);
      if (userId !== undefined) await revokeTokensOf(ctx, userId, null);
      return {};
    },
  },
);
