import type { Account, OwnOrder, SavedAddress } from "../../account-types.ts";
import type { Page } from "../../types.ts";

/** What the account's pages show; `account` is null for a guest. */
export interface Mine {
  readonly account: Account | null;
  readonly orders: Page<OwnOrder>;
  readonly addresses: readonly SavedAddress[];
}
