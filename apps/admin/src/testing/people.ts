import type { Me } from "../lib/api.ts";
import type { RegionToken } from "../lib/region-token.ts";

/** Somebody who owns one shop. */
export function person(id: string): Me {
  return {
    user: {
      id: `usr_${id}`,
      name: id,
      email: `${id}@shop.example`,
      language: "en",
      secondFactor: false,
      recoveryCodesLeft: 0,
    },
    memberships: [
      {
        tenantId: `ten_${id}`,
        slug: id,
        name: `Shop of ${id}`,
        region: "eu",
        status: "active",
        eraseAt: null,
        role: "owner",
        locales: null,
        capabilities: ["shop.read"],
        secondFactorRequired: false,
      },
    ],
  };
}

const minute = 60_000;

/** A token as the control plane gives it: to be renewed after ten minutes, over after a day. */
export const tokenAt = (issuedAt: number, token: string): RegionToken => ({
  token,
  renewAt: new Date(issuedAt + 10 * minute).toISOString(),
  expiresAt: new Date(issuedAt + 24 * 60 * minute).toISOString(),
  regionUrl: "http://localhost:4001",
});
