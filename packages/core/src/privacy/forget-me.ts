import { customerOf } from "../customers/index.ts";
import { vaultOf } from "../platform/vault.ts";
import { write } from "../platform/verb.ts";
import { erase } from "./erase.ts";
import { Erased, ForgetMe } from "./schemas.ts";

/** Closes the account of whoever is logged in and erases the person. */
export const forgetMe = write(
  "privacy.forget_me",
  {
    access: { customer: true },
    input: ForgetMe,
    output: Erased,
    audit: (_input, { customerId }) => ({ subject: customerId }),
    leaves: ["outbox"],
    prepare: vaultOf,
  },
  (ctx) => erase(ctx, customerOf(ctx)),
);
