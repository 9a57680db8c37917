import type { webcrypto } from "node:crypto";
import type { Region } from "./regions.ts";

/** What a process was told at its start: plain data, validated once, never read from the environment again. */
export interface Settings {
  readonly environment: "development" | "test" | "production";
  /** Base URL of each region's API, no trailing slash. */
  readonly regionUrls: Readonly<Record<Region, string>>;
  readonly controlUrl: string;
  readonly consoleUrl: string;
  /** Base URL of this process as callers see it. */
  readonly publicUrl: string;
  /** Where Stripe's API is; null is Stripe itself. Set in development to the emulator. */
  readonly stripeApiBase: string | null;
  /** Where VIES is; left out, the European Commission's in production, none elsewhere. */
  readonly viesUrl?: string | null;
  /** The external tax engine that shops may switch on, its base URL without trailing slash; left out, there is none. */
  readonly taxEngine?: { readonly url: string; readonly secret: string | null } | null;
  /** Key that seals tenants' secrets (AES-256-GCM), 32 bytes. */
  readonly masterKey: Uint8Array;
  /** Proves the platform's own processes to one another. */
  readonly serviceSecret: string;
  /** Signs staff tokens (Ed25519); null everywhere but in the control plane. */
  readonly tokenPrivateKey: webcrypto.JsonWebKey | null;
  /** Checks staff tokens (Ed25519). */
  readonly tokenPublicKey: webcrypto.JsonWebKey;
  /** The European Central Bank's file of daily rates, where shops want it; null fetches none. */
  readonly ecbRatesUrl: string | null;
  readonly smtpUrl: string;
  readonly mailFrom: string;
  /** Where uploaded pictures are kept, a folder of this region. */
  readonly mediaDir: string;
  /** Hosts that picture imports may fetch although they are private addresses (development only). */
  readonly privateMediaHosts: readonly string[];
  /** Development only: where sent mail can be read. */
  readonly mailboxUrl: string | null;
}
