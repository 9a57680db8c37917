import * as make from "../support/things.ts";
import type { World } from "../support/world-type.ts";
import type { Cases } from "./case.ts";

/** A shop has few places for domains, and each call makes one: the oldest make room. */
async function withRoom(world: World): Promise<void> {
  const { items } = await world.admin<{ items: { id: string }[] }>("domains.list", {});
  for (const { id } of items.slice(0, -5)) await world.admin("domains.remove", { id });
}

/** A domain that nobody proves. */
async function domain(world: World): Promise<{ id: string }> {
  await withRoom(world);
  const { id } = await world.admin<{ id: string }>("domains.add", { host: `d-${make.mark()}.shop.invalid` });
  return { id };
}

export const domainCases: Cases = {
  "domains.add": {
    input: async (world) => {
      await withRoom(world);
      return { host: `n-${make.mark()}.shop.invalid` };
    },
  },
  "domains.check": { input: domain },
  "domains.list": {
    input: async (world) => {
      await domain(world);
      return {};
    },
  },
  "domains.remove": { input: domain },
};
