import { bearer } from "../support/http.ts";
import { signedIn, type Village } from "./case.ts";

/** A place that takes a JSON body, with the credential of somebody who may send one there. */
export interface Door {
  readonly name: string;
  readonly url: string;
  readonly headers: Record<string, string>;
  /** More than it takes, in bytes. */
  readonly tooMuch: number;
}

export function doorsOf({ a }: Village): Door[] {
  const { controlUrl, control } = a.platform;
  const service = bearer(control.settings.serviceSecret);
  const mega = 1_000_000;
  return [
    {
      name: "console",
      url: `${a.regionUrl}/admin/trpc/markets.create`,
      headers: bearer(a.staff.owner.token),
      tooMuch: 16 * mega,
    },
    {
      name: "storefront",
      url: `${a.regionUrl}/storefront/trpc/carts.create`,
      headers: bearer(a.keys.publishable),
      tooMuch: 10 * mega,
    },
    { name: "REST", url: `${a.regionUrl}/v1/carts`, headers: bearer(a.keys.publishable), tooMuch: 10 * mega },
    {
      name: "control plane",
      url: `${controlUrl}/trpc/staff.changeLanguage`,
      headers: signedIn(a.staff.owner.cookie),
      tooMuch: 10 * mega,
    },
    {
      name: "services of a region",
      url: `${a.regionUrl}/internal/tenants.set_status`,
      headers: service,
      tooMuch: 10 * mega,
    },
    {
      name: "services of the control plane",
      url: `${controlUrl}/internal/tenants.note_shop`,
      headers: service,
      tooMuch: 10 * mega,
    },
  ];
}
