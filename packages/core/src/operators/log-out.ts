import { hashSecret } from "../platform/secrets.ts";
import { nothing } from "../wire.ts";
import { deleteOperatorSession } from "./queries/sessions.ts";
import { secretWrite } from "./secret-write.ts";

/** Ends the operator's session. */
export const logOutOperator = secretWrite(
  "operators.log_out",
  { access: { anyone: true }, input: nothing, output: nothing, audit: () => ({ subject: "session" }) },
  {
    remember: null,
    prepare: async (ctx) => (ctx.sessionToken === null ? null : hashSecret(ctx.sessionToken)),
    run: async (ctx, _input, hash) => {
      if (hash !== null) await deleteOperatorSession(ctx.db, hash);
      return {};
    },
  },
);
