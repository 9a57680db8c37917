import * as make from "../support/things.ts";
import type { World } from "../support/world-type.ts";
import type { Cases } from "./case.ts";

interface Parcel {
  readonly id: string;
  readonly version: number;
}

/** An order of which one piece has been sent. */
async function parcel(world: World): Promise<Parcel> {
  const { id } = await make.order(world);
  const { fulfilments } = await world.admin<{ fulfilments: Parcel[] }>("fulfilment.fulfil", {
    orderId: id,
    trackingNumber: `${world.canary}1`,
    notify: false,
  });
  const [made] = fulfilments;
  if (made === undefined) throw new Error("nothing was sent");
  return { id: made.id, version: made.version };
}

/** What becomes of an order: parcels, cancelling, notes. */
export const fulfilmentCases: Cases = {
  "fulfilment.cancelFulfilment": {
    input: async (world) => ({ ...(await parcel(world)), reason: `${world.canary} came back` }),
  },
  "fulfilment.fulfil": {
    input: async (world) => {
      const { id, lineIds } = await make.order(world);
      return { orderId: id, lines: [{ orderLineId: lineIds[0], quantity: 1 }], carrier: "dhl", notify: false };
    },
    within: ["orderLineId"],
  },
  "fulfilment.markDelivered": { input: parcel },
  "fulfilment.previewShipping": {
    input: (world) => ({ marketId: world.market.id, country: "DE", postalCode: "10115", worth: 1000, weight: 500 }),
  },
  "fulfilment.updateTracking": {
    input: async (world) => ({
      ...(await parcel(world)),
      carrier: "ups",
      trackingNumber: `${world.canary}2`,
      trackingUrl: "https://carrier.example/2",
    }),
  },
  "orders.addNote": {
    input: async (world) => ({ orderId: (await make.order(world)).id, text: `${world.canary} asked for a gift box` }),
  },
  "orders.cancel": {
    input: async (world) => {
      const { id } = await make.order(world);
      const { version } = await make.orderNow(world, id);
      return { orderId: id, version, reason: `${world.canary} changed their mind` };
    },
  },
};
