import { destroyDataKeys } from "../platform/data-keys.ts";
import { platformWrite } from "../platform/verb.ts";
import { DestroyKeys, KeysDestroyed } from "./schemas.ts";

/**
 * Destroys a tenant's data keys when the tenant is erased, so that its sealed texts open nowhere again: in a backup of
 * this database they are wrapped by a master key, and end with that. Doing it again changes nothing.
 */
export const destroyKeys = platformWrite(
  "vault.destroy_keys",
  {
    access: { service: true },
    input: DestroyKeys,
    output: KeysDestroyed,
    audit: ({ ownerId }, { keys }) => ({ subject: ownerId, details: { keys } }),
  },
  async (ctx, { ownerId }) => ({ keys: await destroyDataKeys(ctx.db, ownerId) }),
);
