import type { PlatformCtx } from "../platform/context.ts";
import { masterKeysOf } from "../platform/master-keys.ts";
import { checkedOwners, masterKeyUses, type MasterKeyUse } from "./queries.ts";

export interface KeyStatus {
  readonly masterKeys: readonly (MasterKeyUse & {
    /** What this process's settings say of it. */
    readonly here: "current" | "known" | "missing";
  })[];
  /** Of the owners asked about, those without a key that all their texts are known to be sealed with. */
  readonly unchecked: readonly string[];
}

/** Which master keys wrap how much, and for whom the rotation has not been yet. Ids only, no key. */
export async function keyStatus(ctx: PlatformCtx, owners: readonly string[]): Promise<KeyStatus> {
  const { current, known } = masterKeysOf(ctx.settings);
  const uses = await masterKeyUses(ctx.db);
  const unused = known
    .filter((id) => !uses.some((use) => use.id === id))
    .map((id): MasterKeyUse => ({ id, state: "active", current: 0, previous: 0 }));
  const checked = await checkedOwners(ctx.db);
  return {
    masterKeys: [...uses, ...unused].map((use) => ({
      ...use,
      here: use.id === current ? "current" : known.includes(use.id) ? "known" : "missing",
    })),
    unchecked: owners.filter((id) => !checked.has(id)),
  };
}
