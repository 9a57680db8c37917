import { createServer } from "node:net";
import { StartError } from "./options.ts";
import { regions } from "./ports.ts";
import type { Ports } from "./ports.ts";

/** Refuses to start on a port that somebody has, and says which and what to do. */
export async function checkPorts(ports: Ports, base: number): Promise<void> {
  const wanted: [string, number][] = [
    ["the console and control plane", ports.control],
    ["the demo shop", ports.demo],
    ["the mailbox", ports.mailbox],
    ["the name server", ports.dns],
    ["the control plane's database", ports.database.control],
    ["the control plane's mail", ports.smtp.control],
    ["the console's development server", ports.console],
    ...regions.flatMap((region): [string, number][] => [
      [`region ${region}`, ports.region[region]],
      [`the database of ${region}`, ports.database[region]],
      [`the Stripe emulator of ${region}`, ports.emulator[region]],
      [`the worker of ${region}`, ports.worker[region]],
      [`the mail of ${region}`, ports.smtp[region]],
    ]),
  ];
  const taken = await Promise.all(wanted.map(async ([, port]) => !(await isFree(port))));
  const first = wanted.find((_, index) => taken[index]);
  if (!first) return;
  const [what, port] = first;
  const other = base + 1000 > 60_000 ? 4000 : base + 1000;
  throw new StartError(
    `Port ${port} (${what}) is taken: stop what uses it, or choose another base with --port, for example --port ${other}.`,
  );
}

async function isFree(port: number): Promise<boolean> {
  return (await canListen(port, "::")) && (await canListen(port, "127.0.0.1"));
}

function canListen(port: number, host: string): Promise<boolean> {
  return new Promise((resolve) => {
    const server = createServer();
    // A machine without IPv6 says so with another code: that is no taken port.
    server.once("error", (error: NodeJS.ErrnoException) =>
      resolve(error.code !== "EADDRINUSE" && error.code !== "EACCES"),
    );
    server.listen({ port, host, exclusive: true }, () => server.close(() => resolve(true)));
  });
}
