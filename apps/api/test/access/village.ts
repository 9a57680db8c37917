import type { Region } from "@meridian/core/platform/regions";
import { startWorker } from "../../src/worker/start-worker.ts";
import { openShop } from "../support/merchant.ts";
import { makeOperator } from "../support/people.ts";
import { openTestPlatform, type TestPlatform } from "../support/platform.ts";
import { buildWorld } from "../support/world.ts";
import type { Village } from "./case.ts";
import { watchOver } from "./state.ts";

/** Starts a region's worker; the answer stops it after what is under way. */
export function work(platform: TestPlatform, region: Region): () => Promise<void> {
  const { runtime, database } = platform.regions[region];
  return startWorker(runtime, database.owner, { postgresUrl: database.ownerUrl });
}

export interface OpenVillage extends Village {
  readonly platform: TestPlatform;
  close(): Promise<void>;
}

/** An installation with one full shop in `eu`, whose worker has stopped: only what the tests call changes a row there. */
export async function openVillage(): Promise<OpenVillage> {
  const platform = await openTestPlatform({ worker: false });
  const [stopEu, stopUs] = [work(platform, "eu"), work(platform, "us")];
  const [a, lonely, operator] = await Promise.all([
    buildWorld(platform),
    openShop(platform, { region: "eu", shopName: "Lonely" }),
    makeOperator(platform),
  ]);
  await stopEu();
  await watchOver([a]);
  return {
    a,
    operator,
    platform,
    lonelyTenantId: lonely.tenantId,
    close: async () => {
      await stopUs();
      await platform.close();
    },
  };
}
