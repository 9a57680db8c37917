import { join } from "node:path";
import { operatorFile } from "../demo/operator.ts";
import type { ChildSpec } from "./child.ts";
import { address, baseEnv, controlEnv, migrateEnv, seedEnv, serverEnv, workerEnv } from "./env.ts";
import type { DatabaseUrls, EnvInput } from "./env.ts";
import { places } from "./ports.ts";
import type { Place, Region } from "./ports.ts";

/** Every program of an installation: what is started, with which arguments and environment. */
export const parts = {
  control: (input: EnvInput, database: DatabaseUrls): ChildSpec => ({
    name: "control",
    script: "apps/api/src/control.ts",
    env: controlEnv(input, database),
    watch: input.watch,
    loud: input.watch,
  }),
  server: (input: EnvInput, region: Region, database: DatabaseUrls): ChildSpec => ({
    name: `api-${region}`,
    script: "apps/api/src/server.ts",
    env: serverEnv(input, region, database),
    watch: input.watch,
    loud: input.watch,
  }),
  worker: (input: EnvInput, region: Region, database: DatabaseUrls): ChildSpec => ({
    name: `worker-${region}`,
    script: "apps/api/src/worker.ts",
    env: workerEnv(input, region, database),
    watch: input.watch,
    loud: input.watch,
  }),
  migrate: (input: EnvInput, place: Place, database: DatabaseUrls): ChildSpec => ({
    name: `migrate-${place}`,
    script: "apps/api/src/cli/main.ts",
    args: ["migrate"],
    env: migrateEnv(input, place, database),
  }),
  emulator: ({ ports, data, parent, watch }: EnvInput, region: Region): ChildSpec => ({
    name: `stripe-${region}`,
    script: "apps/api/dev/stripe-emulator/main.ts",
    args: [
      `--port=${ports.emulator[region]}`,
      `--data=${join(data, region, "stripe")}`,
      `--public-url=${address(ports.emulator[region])}`,
      `--console-origin=${address(watch ? ports.console : ports.control)}`,
    ],
    env: baseEnv(parent),
  }),
  mailbox: ({ ports, data, parent, watch }: EnvInput): ChildSpec => ({
    name: "mailbox",
    script: "apps/api/dev/mailbox/main.ts",
    args: [
      `--port=${ports.mailbox}`,
      `--data=${data}`,
      `--origin=${address(watch ? ports.console : ports.control)}`,
      ...places.map((place) => `--smtp=${place}=${ports.smtp[place]}`),
    ],
    env: baseEnv(parent),
  }),
  dns: ({ ports, parent }: EnvInput): ChildSpec => ({
    name: "dns",
    script: "apps/api/dev/dns/main.ts",
    args: [`--port=${ports.dns}`],
    env: baseEnv(parent),
  }),
  seed: (input: EnvInput): ChildSpec => ({
    name: "seed-demo",
    script: "apps/api/dev/seed-demo.ts",
    env: seedEnv(input),
  }),
  seedRows: (input: EnvInput, database: DatabaseUrls, rows: number): ChildSpec => ({
    name: "seed-rows",
    script: "apps/api/dev/seed-rows.ts",
    env: {
      ...seedEnv(input),
      DATABASE_OWNER_URL: database.owner,
      EMULATOR_URL: address(input.ports.emulator.eu),
      ROWS: String(rows),
    },
  }),
  seedOperator: (input: EnvInput, database: DatabaseUrls): ChildSpec => ({
    name: "seed-operator",
    script: "apps/api/dev/seed-operator.ts",
    env: { ...controlEnv(input, database), OPERATOR_FILE: operatorFile(input.data) },
  }),
};
