import { type ChildProcessByStdio, spawn } from "node:child_process";
import { generateKeyPairSync, randomBytes } from "node:crypto";
import { once } from "node:events";
import { mkdirSync, mkdtempSync, rmSync } from "node:fs";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import type { Readable } from "node:stream";
import { controlMigrations, controlSchema } from "@meridian/core/platform-schema";
import { type Region, regions } from "@meridian/core/platform/regions";
import { listenForMail } from "../../dev/mailbox/smtp.ts";
import { type MailStore, openMailStore } from "../../dev/mailbox/store.ts";
import { freePort } from "../../dev/ports.ts";
import { type StripeEmulator, startStripeEmulator } from "../../dev/stripe-emulator/start.ts";
import { childEnv } from "../support/child-env.ts";
import { copiedDatabase, copiedRegion, type OwnDatabase } from "../support/databases.ts";
import { type Reachable, until } from "../support/merchant.ts";
import { type Recorder, recorderBefore } from "./recorder.ts";

const source = resolve(import.meta.dirname, "../../src");
export const places = ["control", ...regions] as const;
export type Place = (typeof places)[number];

/** A process of the installation, and all that it has ever written. */
export interface Running {
  readonly name: string;
  readonly place: Place;
  readonly url: string;
  readonly child: ChildProcessByStdio<null, Readable, Readable>;
  output: string;
}

/** A whole installation of processes as in production: each has its own settings, database, mailbox and folder. */
export interface Installation extends Reachable {
  readonly databases: Readonly<Record<Place, OwnDatabase>>;
  readonly stripes: Readonly<Record<Region, StripeEmulator>>;
  /** All that belongs to a place on disk: pictures, mails, the payment provider's ledger. */
  readonly folders: Readonly<Record<Place, string>>;
  readonly boxes: Readonly<Record<Place, MailStore>>;
  readonly processes: readonly Running[];
  /** Proves one of the platform's processes to another. */
  readonly serviceSecret: string;
  /** What went over the wire to and from the control plane, and between it and the regions. */
  readonly traffic: readonly Recorder[];
  close(): Promise<void>;
}

async function oneForEach<K extends string, T>(
  keys: readonly K[],
  make: (key: K) => Promise<T>,
): Promise<Record<K, T>> {
  return Object.fromEntries(await Promise.all(keys.map(async (key) => [key, await make(key)]))) as Record<K, T>;
}

async function end({ child }: Pick<Running, "child">): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const ended = once(child, "exit");
  child.kill("SIGTERM");
  await ended;
}

/** Waits for all of them; when one does not start, the others end too. */
async function startAll(starting: readonly Promise<Running>[]): Promise<Running[]> {
  const results = await Promise.allSettled(starting);
  const running = results.flatMap((result) => (result.status === "fulfilled" ? [result.value] : []));
  const failed = results.find((result) => result.status === "rejected");
  if (failed === undefined) return running;
  await Promise.all(running.map(end));
  throw failed.reason;
}

async function start(name: string, place: Place, entry: string, env: Record<string, string>): Promise<Running> {
  const port = await freePort();
  const url = `http://127.0.0.1:${port}`;
  const child = spawn(process.execPath, [join(source, `${entry}.ts`)], {
    cwd: resolve(source, "../../.."),
    env: { ...childEnv(), PUBLIC_URL: url, ...env, PORT: String(port) },
    stdio: ["ignore", "pipe", "pipe"],
  });
  const running: Running = { name, place, url, child, output: "" };
  for (const stream of [child.stdout, child.stderr]) {
    stream.setEncoding("utf8").on("data", (text: string) => {
      running.output += text;
    });
  }
  const ready = async (): Promise<true | undefined> => {
    if (child.exitCode !== null || child.signalCode !== null) throw new Error("it ended");
    const answer = await fetch(`${url}/readyz`).catch(() => undefined);
    return answer?.status === 200 ? true : undefined;
  };
  try {
    await until(name, ready, 300_000);
    return running;
  } catch (error) {
    await end(running);
    throw new Error(`${name} did not start: ${running.output.slice(-2_000)}`, { cause: error });
  }
}

export async function openInstallation(): Promise<Installation> {
  const folder = mkdtempSync(join(tmpdir(), "residency-"));
  const folders = await oneForEach(places, async (place) => join(folder, place));
  for (const place of places) mkdirSync(join(folders[place], "media"), { recursive: true });
  const boxes = await oneForEach(places, (place) => openMailStore({ [place]: join(folders[place], "mail") }));
  const smtp = await oneForEach(places, (place) => listenForMail(place, 0, boxes[place]));
  const databases = await oneForEach(places, (place) =>
    place === "control" ? copiedDatabase(controlSchema, controlMigrations) : copiedRegion(place),
  );
  const stripes = await oneForEach(regions, (region) =>
    startStripeEmulator({ port: 0, dataDir: join(folders[region], "stripe"), retryDelaysMs: [50, 200, 1_000] }),
  );
  // Everybody reaches the control plane, and processes reach other regions, through somebody who writes it down.
  const before = await oneForEach(places, (place) => recorderBefore(place));
  const serviceSecret = randomBytes(32).toString("hex");
  const keys = generateKeyPairSync("ed25519");
  const common = (place: Place) => ({
    MERIDIAN_ENV: "test",
    CONTROL_URL: before.control.url,
    CONSOLE_URL: before.control.url,
    REGION_URLS: regions.map((region) => `${region}=${before[region].url}`).join(","),
    SMTP_URL: `smtp://127.0.0.1:${(smtp[place].server.address() as AddressInfo).port}`,
    SERVICE_SECRET: serviceSecret,
    TOKEN_PUBLIC_KEY: JSON.stringify(keys.publicKey.export({ format: "jwk" })),
    LOG_LEVEL: "debug",
  });
  const masterKeys = await oneForEach(places, async () => randomBytes(32).toString("base64"));
  const ofRegion = (region: Region): Record<string, string> => ({
    ...common(region),
    REGION: region,
    DATABASE_URL: databases[region].appUrl,
    MASTER_KEY: masterKeys[region],
    MEDIA_DIR: join(folders[region], "media"),
    STRIPE_API_BASE: stripes[region].url,
    RATE_LIMIT_ADDRESS: "1000000",
  });
  const processes = await startAll([
    start("control", "control", "control", {
      ...common("control"),
      CONTROL_DATABASE_URL: databases.control.appUrl,
      TOKEN_PRIVATE_KEY: JSON.stringify(keys.privateKey.export({ format: "jwk" })),
      MASTER_KEY: masterKeys.control,
      CONSOLE_DIR: folders.control,
    }),
    ...regions.flatMap((region) => [
      start(`api ${region}`, region, "server", ofRegion(region)),
      start(`worker ${region}`, region, "worker", {
        ...ofRegion(region),
        DATABASE_OWNER_URL: databases[region].ownerUrl,
      }),
    ]),
  ]);
  const urlOf = (name: string): string => processes.find((one) => one.name === name)?.url ?? "";
  before.control.forwardTo(urlOf("control"));
  for (const region of regions) before[region].forwardTo(urlOf(`api ${region}`));
  return {
    controlUrl: before.control.url,
    regions: { eu: { url: urlOf("api eu") }, us: { url: urlOf("api us") } },
    mails: { list: (filter) => places.flatMap((place) => boxes[place].list(filter)) },
    databases,
    stripes,
    folders,
    boxes,
    processes,
    serviceSecret,
    traffic: Object.values(before),
    close: async () => {
      await Promise.all(processes.map(end));
      for (const place of places) {
        before[place].close();
        smtp[place].close(() => undefined);
        await databases[place].close();
      }
      for (const region of regions) await stripes[region].close();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}
