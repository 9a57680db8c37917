import { join, resolve } from "node:path";
import { readCredentials, roleNames } from "../../../api/dev/postgres/credentials.ts";
import { type Child, startChild } from "../../../api/dev/supervisor/child.ts";
import { address, type EnvInput } from "../../../api/dev/supervisor/env.ts";
import { parts } from "../../../api/dev/supervisor/parts.ts";
import { type Ports, portsFrom } from "../../../api/dev/supervisor/ports.ts";
import { ensureSecrets } from "../../../api/dev/supervisor/secrets.ts";
import { waitReady } from "../../../api/dev/supervisor/wait-ready.ts";

/** A port that the installation leaves free. */
const offset = 60;

/** A control plane that a test may stop. */
export interface OwnControl {
  readonly url: string;
  readonly start: () => Promise<void>;
  /** It is gone at once, and its port refuses. */
  readonly kill: () => Promise<void>;
  /** It takes connections and answers nothing, until it is let go on. */
  readonly freeze: () => void;
  readonly goOn: () => void;
}

/** One more control plane for the installation under test: its databases and regions, and nobody else's console. */
export function ownControl(change: Partial<Ports> = {}): OwnControl {
  const base = Number(new URL(process.env["E2E_CONSOLE_URL"] ?? "http://localhost:4500").port);
  const data = resolve(import.meta.dirname, `../../../../.cache/e2e-${base}`);
  const ports = { ...portsFrom(base), control: base + offset, ...change };
  const user = { eu: {}, us: {} };
  const input: EnvInput = { ports, data, secrets: ensureSecrets(data), watch: false, user, parent: process.env };
  const credentials = readCredentials(join(data, "control/postgres"));
  if (credentials === undefined) throw new Error(`${data} has no control plane's database.`);
  const role = `${roleNames.app}:${credentials.passwords.app}`;
  const app = `postgres://${role}@127.0.0.1:${ports.database.control}/meridian`;
  const spec = { ...parts.control(input, { app, owner: app }), name: `own-control-${ports.control}` };
  const url = address(ports.control);
  let running: Child | undefined;
  return {
    url,
    async start() {
      running = startChild(spec, join(data, "logs"), () => undefined);
      await waitReady(`${url}/readyz`, ({ status }) => status === 200);
    },
    async kill() {
      running?.signal("SIGKILL");
      await running?.ended;
    },
    freeze: () => running?.signal("SIGSTOP"),
    goOn: () => running?.signal("SIGCONT"),
  };
}
