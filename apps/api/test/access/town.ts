import { revokeOperator } from "@meridian/core/operators";
import { ok } from "../support/http.ts";
import { type Merchant, openShop, until } from "../support/merchant.ts";
import { hire, makeOperator, shell } from "../support/people.ts";
import { openTestPlatform, type TestPlatform } from "../support/platform.ts";
import { key } from "../support/things.ts";
import { buildWorld, openWorld } from "../support/world.ts";
import type { Town } from "./case.ts";
import { secretsOf, watchOver } from "./state.ts";
import { work } from "./village.ts";

/** Somebody who worked for the shop and logged out: the region has heard of it. */
async function somebodyGone(platform: TestPlatform, owner: Merchant): Promise<Pick<Town, "goneToken" | "goneCookie">> {
  const gone = await hire(platform, owner, "admin");
  ok(await gone.control("staff.logOut", "write", {}));
  await until("the region to hear of it", async () => {
    const { status } = await gone.admin("tenants.getShop", "read", {});
    return status === 401 ? true : undefined;
  });
  return { goneToken: gone.token, goneCookie: gone.cookie };
}

export interface OpenTown extends Town {
  readonly platform: TestPlatform;
  close(): Promise<void>;
}

/**
 * An installation with two full shops in `eu` and a third in `us`. The worker of `eu` has stopped: from then on only
 * what the tests call changes a row there.
 */
export async function openTown(): Promise<OpenTown> {
  const platform = await openTestPlatform({ worker: false });
  const [stopEu, stopUs] = [work(platform, "eu"), work(platform, "us")];
  const [a, b, far, lonely, operator] = await Promise.all([
    buildWorld(platform),
    buildWorld(platform),
    openWorld(platform, "us"),
    openShop(platform, { region: "eu", shopName: "Lonely" }),
    makeOperator(platform),
  ]);
  const gone = await somebodyGone(platform, a.staff.owner);
  const goneOperator = await makeOperator(platform);
  await revokeOperator(shell(platform), { email: goneOperator.email });
  await stopEu();
  await watchOver([a, b]);
  return {
    a,
    b,
    operator,
    platform,
    farToken: far.owner.token,
    farKey: (await key(far, "publishable")).secret,
    ...gone,
    goneOperatorCookie: goneOperator.cookie,
    lonelyTenantId: lonely.tenantId,
    secrets: await secretsOf(a, b),
    close: async () => {
      await stopUs();
      await platform.close();
    },
  };
}
