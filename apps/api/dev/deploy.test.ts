import { existsSync, readdirSync, readFileSync } from "node:fs";
import { generateKeyPairSync } from "node:crypto";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { parse, parseAllDocuments } from "yaml";
import { z } from "zod";
import { readControlEnv, readRegionEnv, readWorkerEnv } from "../src/platform/env.ts";
import { root } from "./sources.ts";

const folder = join(root, "deploy");
const read = (file: string): string => readFileSync(join(folder, file), "utf8");

/** What a deploy's owner fills in. */
const keys = generateKeyPairSync("ed25519");
const secrets: Readonly<Record<string, string>> = {
  CONTROL_URL: "https://console.example",
  EU_URL: "https://eu.example",
  US_URL: "https://us.example",
  SMTP_URL: "smtp://mail.example",
  SERVICE_SECRET: "s".repeat(32),
  TOKEN_PUBLIC_KEY: JSON.stringify(keys.publicKey.export({ format: "jwk" })),
  TOKEN_PRIVATE_KEY: JSON.stringify(keys.privateKey.export({ format: "jwk" })),
  CONTROL_MASTER_KEY: Buffer.alloc(32, 3).toString("base64"),
  EU_MASTER_KEY: Buffer.alloc(32, 1).toString("base64"),
  US_MASTER_KEY: Buffer.alloc(32, 2).toString("base64"),
};
const filled = (text: string): string =>
  text.replaceAll(/\$\{(\w+)(?::[?-][^}]*)?\}/g, (_all, name: string) => secrets[name] ?? `a-${name.toLowerCase()}`);

const readers = { control: readControlEnv, api: readRegionEnv, worker: readWorkerEnv } as const;
const readerOf = (name: string): ((env: NodeJS.ProcessEnv) => unknown) =>
  readers[(name.split("-")[0] ?? "") as keyof typeof readers];

describe("the compose file", () => {
  const Service = z.object({
    environment: z.record(z.string(), z.string()).default({}),
    networks: z.array(z.string()),
    build: z.object({ dockerfile: z.string(), target: z.string() }).optional(),
  });
  const { services } = z
    .object({ services: z.record(z.string(), Service) })
    .parse(parse(read("containers/compose.yaml"), { merge: true }));
  const processes = Object.entries(services).filter(([name]) => /^(control|(api|worker)-\w+)$/.test(name));

  it("runs every process of two regions and the control plane", () => {
    expect(processes.map(([name]) => name).toSorted()).toEqual([
      "api-eu",
      "api-us",
      "control",
      "worker-eu",
      "worker-us",
    ]);
  });

  it.each(processes)("gives %s the settings that it wants, and no database of another place", (name, service) => {
    const environment = Object.fromEntries(Object.entries(service.environment).map(([key, v]) => [key, filled(v)]));
    expect(() => readerOf(name)(environment)).not.toThrow();
    const place = name === "control" ? "control" : (name.split("-")[1] ?? "");
    const databases = Object.values(environment).filter((value) => value.startsWith("postgres:"));
    expect(databases.length).toBeGreaterThan(0);
    for (const url of databases) expect(new URL(url).hostname).toBe(`${place}-db`);
    expect(service.networks.filter((network) => network !== "public")).toEqual([place]);
    // Only who migrates and makes schemas has the owner's role.
    expect("DATABASE_OWNER_URL" in environment).toBe(name.startsWith("worker"));
  });
});

describe("the Kubernetes files", () => {
  const Container = z.object({
    name: z.string(),
    command: z.array(z.string()).optional(),
    envFrom: z.array(z.record(z.string(), z.object({ name: z.string() }))),
    env: z.array(z.object({ name: z.string(), value: z.string() })).default([]),
    resources: z.object({ requests: z.record(z.string(), z.string()), limits: z.record(z.string(), z.string()) }),
    securityContext: z.object({
      allowPrivilegeEscalation: z.literal(false),
      readOnlyRootFilesystem: z.literal(true),
      capabilities: z.object({ drop: z.tuple([z.literal("ALL")]) }),
    }),
    livenessProbe: z.object({ httpGet: z.object({ path: z.literal("/healthz") }) }).optional(),
    readinessProbe: z.object({ httpGet: z.object({ path: z.literal("/readyz") }) }).optional(),
  });
  const PodSpec = z.object({
    automountServiceAccountToken: z.literal(false),
    securityContext: z.object({ runAsNonRoot: z.literal(true) }),
    terminationGracePeriodSeconds: z.int().min(10).optional(),
    containers: z.tuple([Container]),
  });
  const bases = ["region", "control"].flatMap((base) =>
    readdirSync(join(folder, "kubernetes/base", base))
      .filter((file) => file !== "kustomization.yaml")
      .flatMap((file) => parseAllDocuments(read(`kubernetes/base/${base}/${file}`)).map((one) => one.toJS() as unknown))
      .map((resource) => [base, resource] as const),
  );
  const Workload = z.object({
    kind: z.enum(["Deployment", "Job"]),
    spec: z.object({ template: z.object({ spec: PodSpec }) }),
  });
  const workloads = bases.flatMap(([base, resource]) => {
    const { kind } = z.object({ kind: z.string() }).parse(resource);
    if (kind !== "Deployment" && kind !== "Job") return [];
    const { spec } = Workload.parse(resource).spec.template;
    return [{ base, kind, spec, container: spec.containers[0] }];
  });
  const literals = (overlay: string): Record<string, string> => {
    const Kustomization = z.object({ configMapGenerator: z.tuple([z.object({ literals: z.array(z.string()) })]) });
    const { configMapGenerator } = Kustomization.parse(parse(read(`kubernetes/${overlay}/kustomization.yaml`)));
    return Object.fromEntries(
      configMapGenerator[0].literals.map((line) => [line.split("=")[0], line.replace(/^\w+=/, "")]),
    );
  };

  it("hold three processes and two migrations, each locked down", () => {
    expect(workloads.map(({ kind, container }) => `${kind} ${container.name}`).toSorted()).toEqual([
      "Deployment api",
      "Deployment control",
      "Deployment worker",
      "Job migrate",
      "Job migrate",
    ]);
  });

  it("probe every process, and let it end in its time", () => {
    for (const { kind, spec, container } of workloads.filter((one) => one.kind === "Deployment")) {
      expect([kind, container.livenessProbe === undefined, container.readinessProbe === undefined]).toEqual([
        kind,
        false,
        false,
      ]);
      expect(spec.terminationGracePeriodSeconds).toBeGreaterThan(5);
    }
  });

  it.each(["eu", "us", "control"])("give the processes of %s the settings that they want", (overlay) => {
    const ofOperator: Record<string, Record<string, string>> = {
      region: { DATABASE_URL: "postgres://a:b@db/m", MASTER_KEY: secrets["EU_MASTER_KEY"] ?? "" },
      "region-owner": { DATABASE_OWNER_URL: "postgres://o:b@db/m", REDIS_URL: "rediss://queue" },
      control: {
        CONTROL_DATABASE_URL: "postgres://a:b@db/m",
        TOKEN_PRIVATE_KEY: secrets["TOKEN_PRIVATE_KEY"] ?? "",
        MASTER_KEY: secrets["CONTROL_MASTER_KEY"] ?? "",
      },
      "control-owner": { CONTROL_DATABASE_OWNER_URL: "postgres://o:b@db/m" },
    };
    const shared = { SERVICE_SECRET: "s".repeat(32), TOKEN_PUBLIC_KEY: secrets["TOKEN_PUBLIC_KEY"] ?? "" };
    const base = overlay === "control" ? "control" : "region";
    for (const { container } of workloads.filter((one) => one.kind === "Deployment" && one.base === base)) {
      const named = container.envFrom.flatMap((source) => (source["secretRef"] ? [source["secretRef"].name] : []));
      const own = Object.fromEntries(container.env.map(({ name, value }) => [name, value]));
      const fromSecrets = Object.fromEntries(named.flatMap((name) => Object.entries(ofOperator[name] ?? {})));
      const given = { ...literals(overlay), ...fromSecrets, ...shared, ...own };
      expect(() => readerOf(container.name)(given)).not.toThrow();
      expect(named.includes("region-owner")).toBe(container.name === "worker");
    }
  });

  it("carry no secret", () => {
    for (const overlay of ["eu", "us", "control"]) {
      expect(
        Object.keys(literals(overlay)).filter((name) => /SECRET|PRIVATE|MASTER|DATABASE|PASSWORD/.test(name)),
      ).toEqual([]);
    }
  });
});

describe("the container file", () => {
  const text = read("containers/Containerfile");

  it("starts what there is, on the Node that is developed with", () => {
    const entries = [...text.matchAll(/^CMD \["node", "([^"]+)"\]$/gm)].map((match) => match[1] ?? "");
    expect(entries).toHaveLength(3);
    for (const entry of entries) expect(existsSync(join(root, entry)), entry).toBe(true);
    const manifest = z
      .object({ devDependencies: z.record(z.string(), z.string()) })
      .parse(JSON.parse(readFileSync(join(root, "package.json"), "utf8")));
    const images = [...text.matchAll(/^FROM docker\.io\/library\/node:([\d.]+)-/gm)].map((match) => match[1]);
    expect(new Set(images)).toEqual(new Set([manifest.devDependencies["node"]]));
  });
});
