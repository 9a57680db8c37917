import { controlWrite } from "../platform/verb.ts";
import { nothing } from "../wire.ts";
import { noteSettings } from "./queries/directory.ts";
import { NoteShop } from "./schemas.ts";

/** Copies a shop's name, locale and currency into the directory, unless something newer is known. */
export const noteShop = controlWrite(
  "tenants.note_shop",
  {
    access: { service: true },
    input: NoteShop,
    output: nothing,
    audit: (input) => ({ subject: input.tenantId, details: { version: input.version } }),
  },
  async (ctx, input) => {
    await noteSettings(ctx.db, input);
    return {};
  },
);
