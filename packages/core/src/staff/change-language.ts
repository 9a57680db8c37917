import { controlWrite } from "../platform/verb.ts";
import { nothing } from "../wire.ts";
import { userOf } from "./caller.ts";
import { setLanguage } from "./queries/users.ts";
import { ChangeLanguage } from "./schemas.ts";

/** Changes the language in which the console and its mails speak to the person. */
export const changeLanguage = controlWrite(
  "staff.change_language",
  {
    access: { user: true },
    input: ChangeLanguage,
    output: nothing,
    audit: (input) => ({ subject: "language", details: { language: input.language } }),
  },
  async (ctx, input) => {
    await setLanguage(ctx.db, userOf(ctx), input.language);
    return {};
  },
);
