import * as catalog from "@meridian/core/catalog/jobs";
import * as checkout from "@meridian/core/checkout/jobs";
import * as customers from "@meridian/core/customers/jobs";
import * as domains from "@meridian/core/domains/jobs";
import * as media from "@meridian/core/media/jobs";
import * as notifications from "@meridian/core/notifications/jobs";
import * as orders from "@meridian/core/orders/jobs";
import * as payments from "@meridian/core/payments/jobs";
import type { Flow } from "@meridian/core/platform/flow";
import type { EventConsumer, JobDef } from "@meridian/core/platform/jobs";
import * as pricing from "@meridian/core/pricing/jobs";
import type { Chore } from "@meridian/core/platform/purge";
import type { Sweep } from "@meridian/core/platform/sweeps";
import * as tenants from "@meridian/core/tenants/jobs";

/** Flows that the sweeper finishes after a crash. */
export const flows: readonly Pick<Flow, "verb" | "resume">[] = [
  ...checkout.flows,
  ...customers.flows,
  ...domains.flows,
  ...orders.flows,
  ...payments.flows,
  ...tenants.flows,
];
/** Who hears of which event. */
export const consumers: readonly EventConsumer[] = [
  ...checkout.consumers,
  ...notifications.consumers,
  ...tenants.consumers,
];
/** Work that waits in tenants' backlogs. */
export const jobs: readonly JobDef[] = [catalog.importCatalog, media.fetchPictures];
/** What is looked after when it is due. */
export const sweeps: readonly Sweep[] = [...checkout.sweeps, ...pricing.sweeps];
/** What is tidied up once a day. */
export const chores: readonly Chore[] = [media.removeOrphans, catalog.forgetImports, customers.renewTaxIds];
