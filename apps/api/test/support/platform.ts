import { generateKeyPairSync, randomBytes } from "node:crypto";
import { mkdtempSync } from "node:fs";
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { controlMigrations, controlSchema, regionMigrations, regionSchema } from "@meridian/core/platform-schema";
import { firstCell } from "@meridian/core/platform/cells";
import type { Region } from "@meridian/core/platform/regions";
import { regions } from "@meridian/core/platform/regions";
import type { Express } from "express";
import { listenForMail } from "../../dev/mailbox/smtp.ts";
import { type MailStore, openMailStore } from "../../dev/mailbox/store.ts";
import { type StripeEmulator, startStripeEmulator } from "../../dev/stripe-emulator/start.ts";
import { controlApp } from "../../src/http/control-app.ts";
import { type ControlRuntime, openControl } from "../../src/http/control-context.ts";
import { regionApp } from "../../src/http/region-app.ts";
import { readControlEnv, readRegionEnv } from "../../src/platform/env.ts";
import { openRegion, type RegionRuntime } from "../../src/platform/region.ts";
import { controlLookout, controlLoops } from "../../src/worker/control-loops.ts";
import { keepSpares } from "../../src/worker/keep-spares.ts";
import { startLoops } from "../../src/worker/schedule.ts";
import { startWorker } from "../../src/worker/start-worker.ts";
import { type ClusterUrls, copiedDatabase, copiedRegion, createDatabase, type OwnDatabase } from "./databases.ts";

/** One region of the installation under test: its own database, API, worker and emulator. */
export interface TestRegion {
  readonly region: Region;
  readonly url: string;
  readonly env: Record<string, string>;
  readonly runtime: RegionRuntime;
  readonly database: OwnDatabase;
  readonly stripe: StripeEmulator;
}

/** A whole installation in this process, on real databases, with real HTTP between its parts. */
export interface TestPlatform {
  readonly controlUrl: string;
  /** The control plane that was started last. */
  readonly control: ControlRuntime;
  readonly controlDatabase: OwnDatabase;
  /** The settings of its process. */
  readonly controlEnv: Readonly<Record<string, string>>;
  readonly regions: Readonly<Record<Region, TestRegion>>;
  readonly mails: MailStore;
  /** The control plane's process ends; its database is let go. */
  stopControl(): Promise<void>;
  /** Another one takes its place, at the same address. */
  startControl(): Promise<void>;
  close(): Promise<void>;
}

async function listen(port = 0): Promise<{ server: Server; url: string }> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(port, "127.0.0.1", resolve));
  return { server, url: `http://127.0.0.1:${(server.address() as AddressInfo).port}` };
}

function answerWith(server: Server, app: Express): void {
  server.on("request", app);
}

export interface TestPlatformOptions {
  /** Whether the regions' workers run: imports, mails, sweeps. */
  readonly worker: boolean;
  /** Settings of the regions' processes that the test is about. */
  readonly more?: Readonly<Record<string, string>>;
  /** The same of the control plane's. */
  readonly moreOfControl?: Readonly<Record<string, string>>;
  /** A cluster of its own for eu, which the test may stop. */
  readonly euCluster?: ClusterUrls;
  /** A second database for eu, as its cell `b`. */
  readonly euCellB?: OwnDatabase;
}

export async function openTestPlatform({
  worker,
  more = {},
  moreOfControl = {},
  euCluster,
  euCellB,
}: TestPlatformOptions): Promise<TestPlatform> {
  const folder = mkdtempSync(join(tmpdir(), "meridian-test-"));
  const mails = await openMailStore({ mail: join(folder, "mail") });
  const smtp = await listenForMail("mail", 0, mails);
  const smtpPort = (smtp.server.address() as AddressInfo).port;
  const keys = generateKeyPairSync("ed25519");
  const control = await listen();
  const servers = { eu: await listen(), us: await listen() };
  const common = {
    MERIDIAN_ENV: "test",
    PORT: "0",
    CONTROL_URL: control.url,
    CONSOLE_URL: control.url,
    REGION_URLS: regions.map((region) => `${region}=${servers[region].url}`).join(","),
    SMTP_URL: `smtp://127.0.0.1:${smtpPort}`,
    SERVICE_SECRET: randomBytes(32).toString("hex"),
    TOKEN_PUBLIC_KEY: JSON.stringify(keys.publicKey.export({ format: "jwk" })),
    LOG_LEVEL: process.env["TEST_LOG_LEVEL"] ?? "error",
    MASTER_KEY: randomBytes(32).toString("base64"),
  };
  const controlDatabase = await copiedDatabase(controlSchema, controlMigrations);
  const controlSettings = {
    ...common,
    PUBLIC_URL: control.url,
    CONTROL_DATABASE_URL: controlDatabase.appUrl,
    FIRST_PLAN: "unlimited",
    TOKEN_PRIVATE_KEY: JSON.stringify(keys.privateKey.export({ format: "jwk" })),
    ...moreOfControl,
  };
  const controlEnv = readControlEnv(controlSettings);
  const runControl = (server: Server) => {
    const runtime = openControl(controlEnv);
    answerWith(
      server,
      controlApp(runtime, folder, { environment: "test", regions: {}, mailboxUrl: null, demoUrl: null }),
    );
    const stopLoops = startLoops(controlLoops(runtime), runtime.log, controlLookout(runtime));
    let stopped: Promise<void> | undefined;
    const stop = (): Promise<void> =>
      (stopped ??= (async () => {
        await stopLoops();
        server.close();
        server.closeAllConnections();
        await runtime.database.close();
      })());
    return { runtime, stop };
  };
  let running = runControl(control.server);
  const stops: (() => Promise<void>)[] = [];
  const openOne = async (region: Region): Promise<TestRegion> => {
    const cellB = region === "eu" ? euCellB : undefined;
    const cluster = region === "eu" ? euCluster : undefined;
    // A region of several databases begins with none ready: it is for the worker to fill each.
    const database =
      cluster === undefined && cellB === undefined
        ? await copiedRegion(region)
        : await createDatabase(region, regionSchema, regionMigrations, cluster);
    const owners = new Map([
      [firstCell, database.owner],
      ...(cellB === undefined ? [] : [["b", cellB.owner] as const]),
    ]);
    const stripe = await startStripeEmulator({ port: 0, retryDelaysMs: [50, 200, 1_000] });
    const env = {
      ...common,
      REGION: region,
      PUBLIC_URL: servers[region].url,
      DATABASE_URL: database.appUrl,
      MASTER_KEY: randomBytes(32).toString("base64"),
      MEDIA_DIR: join(folder, region, "media"),
      STRIPE_API_BASE: stripe.url,
      // Nobody answers there: only a test that is about domains has a name server.
      DNS_SERVERS: "127.0.0.1:1",
      // The whole town lives at one address.
      RATE_LIMIT_ADDRESS: "1000000",
      RATE_LIMIT_TENANT: "1000000",
      ...(cellB === undefined ? {} : { CELL_DATABASE_URLS: `b=${cellB.appUrl}` }),
      ...more,
    };
    const runtime = openRegion(readRegionEnv(env), "test");
    await keepSpares(runtime, owners);
    answerWith(servers[region].server, regionApp(runtime));
    if (worker) stops.push(startWorker(runtime, owners, { postgresUrl: database.ownerUrl }));
    return { region, url: servers[region].url, env, runtime, database, stripe };
  };
  const [eu, us] = await Promise.all([openOne("eu"), openOne("us")]);
  const opened = { eu, us };

  return {
    controlUrl: control.url,
    get control() {
      return running.runtime;
    },
    controlDatabase,
    controlEnv: controlSettings,
    regions: opened,
    mails,
    stopControl: () => running.stop(),
    startControl: async () => {
      await running.stop();
      running = runControl((await listen(Number(new URL(control.url).port))).server);
    },
    close: async () => {
      await Promise.all(stops.map((stop) => stop()));
      for (const { server } of [servers.eu, servers.us]) {
        server.close();
        server.closeAllConnections();
      }
      smtp.close(() => undefined);
      await running.stop();
      await controlDatabase.close();
      for (const { runtime, stripe, database } of Object.values(opened)) {
        await stripe.close();
        await runtime.close();
        await database.close();
      }
    },
  };
}
