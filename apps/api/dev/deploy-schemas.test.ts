import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { parse as parseHcl } from "@cdktf/hcl2json";
import { validate as problemsOf } from "dockerfile-utils";
import { Service } from "kubernetes-models/v1";
import { expect, it } from "vitest";
import { parseAllDocuments } from "yaml";
import { z } from "zod";
import { root } from "./sources.ts";

/* What others say of our files: Kubernetes' own schemas, HashiCorp's parser, the instructions of a container file. */

const folder = join(root, "deploy");
const read = (file: string): string => readFileSync(join(folder, file), "utf8");

const Head = z.object({ apiVersion: z.string(), kind: z.string(), metadata: z.object({ name: z.string() }) });
const resources = ["region", "control"].flatMap((base) =>
  readdirSync(join(folder, "kubernetes/base", base))
    .filter((file) => file !== "kustomization.yaml")
    .flatMap((file) => parseAllDocuments(read(`kubernetes/base/${base}/${file}`)).map((one) => one.toJS() as unknown))
    .map((resource) => ({ ...Head.parse(resource), base, resource })),
);

type Model = new (data: unknown) => { validate: () => void };
const modelOf = async (apiVersion: string, kind: string): Promise<Model> => {
  const models = z.record(z.string(), z.unknown()).parse({ ...(await import(`kubernetes-models/${apiVersion}`)) });
  return models[kind] as Model;
};

it("Kubernetes knows every resource and each of its fields", async () => {
  expect(resources.length).toBeGreaterThan(10);
  for (const { apiVersion, kind, metadata, base, resource } of resources) {
    const Known = await modelOf(apiVersion, kind);
    expect(() => new Known(resource).validate(), `${base} ${kind} ${metadata.name}`).not.toThrow();
  }
  const misspelt: object = { spec: { ports: [{ port: "http" }] } };
  expect(() => new Service(misspelt).validate()).toThrow(/port/);
});

it("Terraform's language is what the files are in", async () => {
  for (const file of readdirSync(join(folder, "terraform/aws-region"))) {
    const blocks = (await parseHcl(file, read(`terraform/aws-region/${file}`))) as object;
    expect(Object.keys(blocks), file).not.toEqual([]);
  }
  await expect(parseHcl("broken.tf", 'resource "a" {')).rejects.toThrow(/broken\.tf/);
});

it("the container file has no unknown instruction, flag or form", () => {
  expect(problemsOf(read("containers/Containerfile")).map(({ message }) => message)).toEqual([]);
  expect(problemsOf("FROM a\nRUNN b")).toHaveLength(1);
});
