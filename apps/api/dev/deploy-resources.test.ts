import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { parse, parseAllDocuments } from "yaml";
import { z } from "zod";
import { root } from "./sources.ts";

/*
 * What a schema cannot see: that the pieces of a deploy name each other rightly. Every object is strict, so that a
 * misspelt field is found too.
 */

const folder = join(root, "deploy");
const read = (file: string): string => readFileSync(join(folder, file), "utf8");
const strings = z.record(z.string(), z.string());

describe("the compose file's parts fit together", () => {
  const Build = z.strictObject({ context: z.string(), dockerfile: z.string(), target: z.string() });
  const Service = z.strictObject({
    image: z.string().optional(),
    build: Build.optional(),
    command: z.array(z.string()).optional(),
    environment: strings.optional(),
    volumes: z.array(z.string().regex(/^[a-z-]+:\/[a-z/]+$/)).optional(),
    networks: z.array(z.string()),
    ports: z.array(z.string().regex(/^\d+:\d+$/)).optional(),
    depends_on: z
      .record(
        z.string(),
        z.strictObject({ condition: z.enum(["service_started", "service_healthy", "service_completed_successfully"]) }),
      )
      .optional(),
    healthcheck: z
      .strictObject({
        test: z.array(z.string()).optional(),
        interval: z.string().optional(),
        retries: z.int().optional(),
        disable: z.boolean().optional(),
      })
      .optional(),
    stop_grace_period: z.string().optional(),
    restart: z.enum(["unless-stopped", "on-failure"]),
    read_only: z.boolean().optional(),
    tmpfs: z.array(z.string()).optional(),
    cap_drop: z.array(z.string()).optional(),
    security_opt: z.array(z.string()).optional(),
  });
  const document = z
    .object({
      name: z.string(),
      services: z.record(z.string(), Service),
      networks: z.record(z.string(), z.strictObject({ internal: z.boolean().optional() })),
      volumes: z.record(z.string(), z.strictObject({})),
    })
    .parse(parse(read("containers/compose.yaml"), { merge: true }));
  const { services, networks, volumes } = document;

  it.each(Object.entries(services))("%s", (_name, { build, image, depends_on: needs = {}, ...service }) => {
    expect([build, image].filter((one) => one !== undefined)).toHaveLength(1);
    if (build !== undefined) {
      const context = join(folder, "containers", build.context);
      const text = readFileSync(join(context, build.dockerfile), "utf8");
      expect(text).toMatch(new RegExp(`^FROM \\S+ AS ${build.target}$`, "m"));
    }
    expect(service.networks.filter((network) => !(network in networks))).toEqual([]);
    const named = (service.volumes ?? []).map((volume) => volume.split(":")[0] ?? "");
    expect(named.filter((volume) => !(volume in volumes))).toEqual([]);
    for (const [other, { condition }] of Object.entries(needs)) {
      const needed = services[other];
      expect(needed, other).toBeDefined();
      if (condition === "service_healthy") expect(needed?.healthcheck?.test).toBeDefined();
      // Whoever is waited for until it has ended must end.
      if (condition === "service_completed_successfully") expect(needed?.restart).toBe("on-failure");
      expect(
        needed?.networks.some((network) => service.networks.includes(network)),
        other,
      ).toBe(true);
    }
    const hosts = Object.values(service.environment ?? {}).flatMap((value) =>
      [...value.matchAll(/@([a-z-]+):\d+\/|:\/\/([a-z-]+):\d+$/g)].map(([, one, two]) => one ?? two ?? ""),
    );
    for (const host of hosts) expect(Object.keys(services)).toContain(host);
  });

  it("declares no network and no volume that nobody uses", () => {
    const all = Object.values(services);
    expect(Object.keys(networks).filter((name) => !all.some((one) => one.networks.includes(name)))).toEqual([]);
    const mounted = all.flatMap((one) => one.volumes ?? []).map((volume) => volume.split(":")[0]);
    expect(Object.keys(volumes).filter((name) => !mounted.includes(name))).toEqual([]);
  });
});

const Metadata = z.strictObject({ name: z.string(), labels: strings.optional() });
const Pod = z.object({
  metadata: z.strictObject({ labels: strings, annotations: strings.optional() }),
  spec: z.object({
    containers: z.array(
      z.object({
        image: z.string(),
        command: z.array(z.string()).optional(),
        ports: z.array(z.strictObject({ name: z.string(), containerPort: z.int() })).default([]),
        volumeMounts: z.array(z.strictObject({ name: z.string(), mountPath: z.string() })).default([]),
      }),
    ),
    volumes: z
      .array(
        z.strictObject({
          name: z.string(),
          emptyDir: z.strictObject({}).optional(),
          persistentVolumeClaim: z.strictObject({ claimName: z.string() }).optional(),
        }),
      )
      .default([]),
  }),
});
const Labels = z.strictObject({ matchLabels: strings });
const Backend = z.strictObject({
  service: z.strictObject({ name: z.string(), port: z.strictObject({ name: z.string() }) }),
});
const resource = <K extends string, S extends z.ZodType>(kind: K, apiVersion: string, spec: S) =>
  z.strictObject({ kind: z.literal(kind), apiVersion: z.literal(apiVersion), metadata: Metadata, spec });
const Resource = z.discriminatedUnion("kind", [
  resource("Deployment", "apps/v1", z.object({ selector: Labels, template: Pod })),
  resource("Job", "batch/v1", z.object({ template: Pod })),
  resource(
    "Service",
    "v1",
    z.strictObject({
      selector: strings,
      ports: z.array(z.strictObject({ name: z.string(), port: z.int(), targetPort: z.string() })),
    }),
  ),
  resource("PodDisruptionBudget", "policy/v1", z.strictObject({ minAvailable: z.int(), selector: Labels })),
  resource(
    "HorizontalPodAutoscaler",
    "autoscaling/v2",
    z.object({ scaleTargetRef: z.strictObject({ apiVersion: z.string(), kind: z.string(), name: z.string() }) }),
  ),
  resource("PersistentVolumeClaim", "v1", z.object({ accessModes: z.array(z.string()) })),
  resource("NetworkPolicy", "networking.k8s.io/v1", z.object({ policyTypes: z.array(z.string()) })),
  resource(
    "Ingress",
    "networking.k8s.io/v1",
    z.strictObject({
      rules: z.array(
        z.strictObject({
          host: z.string(),
          http: z.strictObject({
            paths: z.array(z.strictObject({ path: z.string(), pathType: z.literal("Prefix"), backend: Backend })),
          }),
        }),
      ),
    }),
  ),
]);
type Resource = z.output<typeof Resource>;

describe.each(["region", "control"])("the Kubernetes files of %s fit together", (base) => {
  const at = `kubernetes/base/${base}`;
  const files = readdirSync(join(folder, at)).filter((file) => file !== "kustomization.yaml");
  const all = files.flatMap((file) =>
    parseAllDocuments(read(`${at}/${file}`)).map((one) => Resource.parse(one.toJS())),
  );
  const of = <K extends Resource["kind"]>(kind: K) =>
    all.filter((one): one is Extract<Resource, { kind: K }> => one.kind === kind);
  const deployments = of("Deployment");
  const fits = (wanted: Readonly<Record<string, string>>, labels: Readonly<Record<string, string>>): boolean =>
    Object.entries(wanted).every(([key, value]) => labels[key] === value);

  it("lists every file once", () => {
    const Listed = z.object({ resources: z.array(z.string()) });
    expect(Listed.parse(parse(read(`${at}/kustomization.yaml`))).resources.toSorted()).toEqual(files.toSorted());
  });

  it("selects pods that there are, by ports that they open", () => {
    for (const { spec } of deployments)
      expect(fits(spec.selector.matchLabels, spec.template.metadata.labels)).toBe(true);
    for (const { metadata, spec } of of("Service")) {
      const [target] = deployments.filter((one) => fits(spec.selector, one.spec.template.metadata.labels));
      const open = target?.spec.template.spec.containers.flatMap(({ ports }) => ports.map(({ name }) => name)) ?? [];
      for (const { targetPort } of spec.ports) expect([metadata.name, open]).toEqual([metadata.name, [targetPort]]);
    }
    for (const { spec } of of("PodDisruptionBudget"))
      expect(deployments.some((one) => fits(spec.selector.matchLabels, one.spec.template.metadata.labels))).toBe(true);
    for (const { spec } of of("HorizontalPodAutoscaler"))
      expect(deployments.map(({ metadata }) => metadata.name)).toContain(spec.scaleTargetRef.name);
    for (const { spec } of of("Ingress"))
      for (const { backend } of spec.rules.flatMap(({ http }) => http.paths)) {
        const [target] = of("Service").filter(({ metadata }) => metadata.name === backend.service.name);
        expect(target?.spec.ports.map(({ name }) => name)).toContain(backend.service.port.name);
      }
  });

  it("mounts volumes that there are, and runs files that there are", () => {
    const claims = of("PersistentVolumeClaim").map(({ metadata }) => metadata.name);
    for (const { spec } of [...deployments, ...of("Job")]) {
      const { containers, volumes } = spec.template.spec;
      for (const { volumeMounts, command } of containers) {
        expect(volumeMounts.map(({ name }) => name).toSorted()).toEqual(volumes.map(({ name }) => name).toSorted());
        if (command?.[0] === "node") expect(existsSync(join(root, command[1] ?? ""))).toBe(true);
      }
      for (const { persistentVolumeClaim: claim } of volumes)
        if (claim !== undefined) expect(claims).toContain(claim.claimName);
    }
  });

  it.each(base === "region" ? ["eu", "us"] : ["control"])("has an image and a host in %s", (overlay) => {
    const Overlay = z.object({
      resources: z.tuple([z.literal(`../base/${base}`)]),
      images: z.array(z.strictObject({ name: z.string(), newName: z.string(), newTag: z.string() })),
    });
    const { images } = Overlay.parse(parse(read(`kubernetes/${overlay}/kustomization.yaml`)));
    const wanted = [...deployments, ...of("Job")].flatMap(({ spec }) =>
      spec.template.spec.containers.map(({ image }) => image),
    );
    expect(images.map(({ name }) => name).toSorted()).toEqual([...new Set(wanted)].toSorted());
  });
});

it("a region's ingress lets in all that its API answers, and nothing for its neighbours alone", () => {
  const http = join(root, "apps/api/src/http");
  const app = readFileSync(join(http, "region-app.ts"), "utf8");
  const modules = [...app.matchAll(/from "\.\/([\w/-]+\.ts)"/g)].map(([, file = ""]) => file);
  const sources = [app, ...modules.map((file) => readFileSync(join(http, file), "utf8"))];
  const mounted = sources.flatMap((source) =>
    [...source.matchAll(/(?:\b(?:app|router)\.(?:get|post|use)|\burl\.startsWith)\(\s*"(\/[\w.-]+)/g)].map(
      ([, path = ""]) => path,
    ),
  );
  const inside = ["/healthz", "/readyz", "/metrics"];
  const [ingress] = parseAllDocuments(read("kubernetes/base/region/network.yaml"))
    .map((one) => Resource.parse(one.toJS()))
    .filter((one) => one.kind === "Ingress");
  const open = ingress?.spec.rules.flatMap(({ http: { paths } }) => paths.map(({ path }) => path)) ?? [];
  const wanted = new Set(mounted.filter((path) => !inside.includes(path)));
  expect(wanted.size).toBeGreaterThan(7);
  expect(new Set(open)).toEqual(wanted);
});

it("the Terraform files use what they declare", () => {
  const texts = readdirSync(join(folder, "terraform/aws-region")).map((file) => read(`terraform/aws-region/${file}`));
  const text = texts.join("\n").replaceAll(/#.*$/gm, "");
  const all = (pattern: RegExp): string[] => [...text.matchAll(pattern)].map(([, name = ""]) => name);
  const declared = all(/^variable "(\w+)"/gm);
  expect(new Set(all(/\bvar\.(\w+)/g))).toEqual(new Set(declared));
  const resources = [...text.matchAll(/^resource "(\w+)" "(\w+)"/gm)].map(([, type, name]) => `${type}.${name}`);
  const used = all(/(?<![\w."])((?:aws|random)_\w+\.\w+)\.\w+/g);
  expect(used.length).toBeGreaterThan(10);
  expect(used.filter((name) => !resources.includes(name))).toEqual([]);
  const providers = new Set(resources.map((name) => name.split("_")[0]));
  expect(new Set(all(/^ {4}(\w+)\s+= \{ source/gm))).toEqual(providers);
});
