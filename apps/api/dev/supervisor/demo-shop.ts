import type { Server } from "node:http";
import { join } from "node:path";
import { root } from "../sources.ts";
import { serveStatic } from "../static.ts";
import { address } from "./env.ts";
import { regions } from "./ports.ts";
import type { Ports } from "./ports.ts";

/** The shop page that embeds the built SDK, under a policy as strict as a careful merchant's. */
export function serveDemoShop(ports: Ports, data: string): Promise<Server> {
  const sdk = join(root, "apps/storefront-sdk");
  const apis = regions.map((region) => address(ports.region[region])).join(" ");
  const policy = [
    "default-src 'none'",
    "script-src 'self'",
    "style-src 'self'",
    `img-src 'self' data: ${apis}`,
    `connect-src 'self' ${apis}`,
    "base-uri 'none'",
    "form-action 'none'",
    "frame-ancestors 'none'",
    "require-trusted-types-for 'script'",
  ];
  return serveStatic({
    port: ports.demo,
    mounts: {
      "/": join(sdk, "demo"),
      "/sdk/": join(sdk, "dist"),
      // Which shop it shows, with its publishable key: written when the demo data is made.
      "/demo-shop.json": join(data, "demo-shop.json"),
    },
    headers: { "content-security-policy": policy.join("; "), "referrer-policy": "strict-origin-when-cross-origin" },
  });
}
