import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import type { Region } from "@meridian/core/platform/regions";
import { type Installation, type Place, places } from "./installation.ts";

/** A text that only one region may know. */
export interface Canary {
  /** Which column it was put into, or which column's own value it is. */
  readonly of: string;
  readonly text: string;
}

/** A piece of the installation that somebody could read. */
export interface Piece {
  readonly where: string;
  readonly text: string;
}

export interface Finding {
  readonly where: string;
  readonly canary: Canary;
}

/** Plain, as hexadecimal (bytea), and as base64 from each of the three places where a group may begin. */
function disguises(text: string): { readonly anyCase: readonly string[]; readonly exact: readonly string[] } {
  const bytes = Buffer.from(text);
  const exact = [0, 1, 2].map((shift) => {
    const whole = Buffer.concat([Buffer.alloc(shift), bytes])
      .toString("base64")
      .replace(/=+$/, "");
    // Characters at the ends also hold bits of the neighbours.
    return whole.slice(shift === 0 ? 0 : shift + 1, -2);
  });
  return { anyCase: [text.toLowerCase(), bytes.toString("hex")], exact };
}

/** Which canaries each piece holds, in whatever disguise. */
export function search(pieces: Iterable<Piece>, canaries: readonly Canary[]): Finding[] {
  const wanted = canaries.map((canary) => ({ canary, ...disguises(canary.text) }));
  const found: Finding[] = [];
  for (const { where, text } of pieces) {
    const small = text.toLowerCase();
    for (const { canary, anyCase, exact } of wanted) {
      if (anyCase.some((form) => small.includes(form)) || exact.some((form) => text.includes(form)))
        found.push({ where, canary });
    }
  }
  return found;
}

/** Every row of every relation of a place's database, whoever made it: the queues' tables too. */
export async function relationsOf({ databases }: Installation, place: Place): Promise<Piece[]> {
  const { owner } = databases[place];
  const { rows } = await owner.query<{ name: string }>(
    `select quote_ident(n.nspname) || '.' || quote_ident(c.relname) as name
     from pg_class c join pg_namespace n on n.oid = c.relnamespace
     where c.relkind in ('r', 'p', 'm', 'f') and n.nspname not in ('pg_catalog', 'information_schema') and n.nspname !~ '^pg_toast'`,
  );
  const pieces: Piece[] = [];
  for (let i = 0; i < rows.length; i += 40) {
    const parts = rows
      .slice(i, i + 40)
      .map(({ name }) => `select '${name}' as name, t::text as text from ${name} as t`);
    const found = await owner.query<{ name: string; text: string }>(parts.join(" union all "));
    const texts = Map.groupBy(found.rows, (row) => row.name);
    for (const { name } of rows.slice(i, i + 40)) {
      const text = (texts.get(name) ?? []).map((row) => row.text).join("\n");
      pieces.push({ where: `${place} database: ${name}`, text });
    }
  }
  return pieces;
}

export function filesOf({ folders }: Installation, place: Place): Piece[] {
  const folder = folders[place];
  if (!existsSync(folder)) return [];
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => {
      const path = join(entry.parentPath, entry.name);
      // The path speaks too.
      return {
        where: `${place} file: ${path.slice(folder.length + 1)}`,
        text: `${path}\n${readFileSync(path, "latin1")}`,
      };
    });
}

/** Mails as a reader sees them: their files may be quoted-printable. */
export function mailsOf({ boxes }: Installation, place: Place): Piece[] {
  return boxes[place].list({}).map((mail) => ({ where: `${place} mail: ${mail.subject}`, text: JSON.stringify(mail) }));
}

export const logsOf = ({ processes }: Installation): Piece[] =>
  processes.map(({ name, output }) => ({ where: `log of ${name}`, text: output }));

export const metricsOf = ({ processes }: Installation): Promise<Piece[]> =>
  Promise.all(
    processes.map(async ({ name, url }) => ({
      where: `metrics of ${name}`,
      text: await (await fetch(`${url}/metrics`)).text(),
    })),
  );

export const trafficOf = ({ traffic }: Installation): Piece[] =>
  traffic.flatMap(({ before, texts }) => texts().map((text) => ({ where: `traffic before ${before}`, text })));

/** All that may be read outside the region `home`, and what no process may ever tell. */
export async function outside(installation: Installation, home: Region): Promise<Piece[]> {
  const pieces: Piece[] = [...logsOf(installation), ...(await metricsOf(installation)), ...trafficOf(installation)];
  for (const place of places) {
    if (place === home) continue;
    pieces.push(...(await relationsOf(installation, place)));
    pieces.push(...filesOf(installation, place), ...mailsOf(installation, place));
  }
  return pieces;
}
