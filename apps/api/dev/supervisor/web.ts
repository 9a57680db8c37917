import { existsSync } from "node:fs";
import { join } from "node:path";
import { root } from "../sources.ts";
import type { ChildSpec } from "./child.ts";
import { baseEnv } from "./env.ts";
import type { EnvInput } from "./env.ts";
import { fingerprint, unlessDone } from "./fingerprint.ts";
import type { Group } from "./group.ts";

/** A browser bundle, and everything that it is made from. */
interface Bundle {
  name: string;
  folder: string;
  sources: string[];
}

const core = ["packages/core/src/kernel", "packages/core/src/wire.ts", "pnpm-lock.yaml", "tsconfig.json"];

export const consoleBundle: Bundle = {
  name: "console",
  folder: "apps/admin",
  sources: [
    ...["src", "public", "index.html", "log-in.html", "package.json"].map((path) => `apps/admin/${path}`),
    ...["vite.config.ts", "bundle-budget.ts", "list-of-files.ts"].map((path) => `apps/admin/${path}`),
    "packages/core/src",
    ...core,
  ],
};

export const sdkBundle: Bundle = {
  name: "sdk",
  folder: "apps/storefront-sdk",
  sources: [
    ...["src", "demo", "package.json", "vite.config.ts", "tsconfig.build.json"].map(
      (path) => `apps/storefront-sdk/${path}`,
    ),
    ...core,
  ],
};

const hasVite = ({ folder }: Bundle) => existsSync(join(root, folder, "vite.config.ts"));

function vite(bundle: Bundle, args: string[], name: string, parent: NodeJS.ProcessEnv): ChildSpec {
  const script = join(root, bundle.folder, "node_modules/vite/bin/vite.js");
  return { name, script, args, env: baseEnv(parent) };
}

/** Builds a bundle when its sources changed since its last build; says whether it did. */
export async function buildBundle(bundle: Bundle, group: Group, parent: NodeJS.ProcessEnv): Promise<boolean> {
  const folder = join(root, bundle.folder);
  if (!hasVite(bundle)) return false;
  const spec = vite(bundle, ["build", folder, "--logLevel", "warn"], `build-${bundle.name}`, parent);
  return unlessDone(join(folder, "dist/.built-from"), fingerprint(root, bundle.sources), () => group.run(spec));
}

/** `pnpm dev`: Vite serves the console with hot reload, and rebuilds the SDK when it changes. */
export function watchBundles(group: Group, input: EnvInput): void {
  const console = vite(
    consoleBundle,
    [join(root, consoleBundle.folder), "--port", String(input.ports.console), "--strictPort", "--clearScreen", "false"],
    "console",
    input.parent,
  );
  const controlUrl = `http://localhost:${input.ports.control}`;
  if (hasVite(consoleBundle)) group.start({ ...console, loud: true, env: { ...console.env, CONTROL_URL: controlUrl } });
  const sdk = ["build", join(root, sdkBundle.folder), "--watch", "--logLevel", "warn"];
  if (hasVite(sdkBundle)) group.start({ ...vite(sdkBundle, sdk, "sdk", input.parent), loud: true });
}
