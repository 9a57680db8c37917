import type { webcrypto } from "node:crypto";
import type { Region } from "./regions.ts";

/** What a process was told at its start: plain data, validated once, never read from the environment again. */
export interface Settings {
  readonly environment: "development" | "test" | "production";
  /** Base URL of each region's API, no trailing slash. */
  readonly regionUrls: Readonly<Record<Region, string>>;
  readonly controlUrl: string;
  /** Further host names of the platform's own, beside those of its addresses. */
  readonly ownHosts?: readonly string[];
  /** Who is asked about shops' domains, `address:port`; none means the system's resolvers. */
  readonly dnsServers?: readonly string[];
  readonly consoleUrl: string;
  /** Base URL of this process as callers see it. */
  readonly publicUrl: string;
  /** Where Stripe's API is; null is Stripe itself. Set in development to the emulator. */
  readonly stripeApiBase: string | null;
  /** Where VIES is; left out, the European Commission's in production, none elsewhere. */
  readonly viesUrl?: string | null;
  /**
   * Registers of tax numbers outside of the Union. Left out, the Swiss and the Norwegian ones themselves in production
   * and none elsewhere; HMRC's is asked only with credentials of an application.
   */
  readonly taxRegisters?: {
    readonly hmrc?: { readonly url?: string; readonly clientId: string; readonly clientSecret: string };
    readonly uidUrl?: string;
    readonly brregUrl?: string;
  };
  /** The external tax engine that shops may switch on, its base URL without trailing slash; left out, there is none. */
  readonly taxEngine?: { readonly url: string; readonly secret: string | null } | null;
  /** The master key that wraps the data keys, which seal tenants' secrets: 32 bytes. */
  readonly masterKey: Uint8Array;
  /** Master keys that only unwrap: earlier ones still in use, and the next one before it is the current one everywhere. */
  readonly otherMasterKeys?: readonly Uint8Array[];
  /** Plan of a shop that signs up; left out, `trial`. */
  readonly firstPlan?: string;
  /** How many shops a database of the region shall have, and can have; left out, 1,000 and 3,000. */
  readonly cellRoom?: { readonly soft: number; readonly hard: number };
  /** Days for which a closed shop can be opened again before it is erased; left out, 30. */
  readonly graceDays?: number;
  /** Days without a visitor after which a shop on a trial plan is packed away; left out, 90. */
  readonly hibernateAfterDays?: number;
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
