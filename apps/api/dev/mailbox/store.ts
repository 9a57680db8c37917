import { randomBytes } from "node:crypto";
import { existsSync, mkdirSync, readdirSync, readFileSync, renameSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import PostalMime from "postal-mime";
import type { Address } from "postal-mime";

export interface Mail {
  id: string;
  /** `control` or the region whose processes sent it. */
  box: string;
  from: string;
  to: string[];
  subject: string;
  /** ISO 8601, when it arrived. */
  at: string;
  text: string;
  html: string | null;
  language: string | null;
}

export interface MailStore {
  add(box: string, raw: Buffer): Promise<Mail>;
  /** Newest first. */
  list(filter: { box?: string; to?: string }): Mail[];
  get(id: string): Mail | undefined;
}

/** Mails are kept as they came, one .eml file each in `<dir of the box>`, so that they survive a restart. */
export async function openMailStore(folders: Record<string, string>): Promise<MailStore> {
  const mails: Mail[] = [];
  for (const [box, folder] of Object.entries(folders)) {
    if (!existsSync(folder)) continue;
    for (const name of readdirSync(folder).filter((file) => file.endsWith(".eml"))) {
      mails.push(await parse(box, name.slice(0, -".eml".length), readFileSync(join(folder, name))));
    }
  }
  mails.sort((a, b) => (a.id < b.id ? 1 : -1));
  return {
    async add(box, raw) {
      const folder = folders[box];
      if (folder === undefined) throw new Error(`There is no box ${box}.`);
      const id = `${Date.now().toString().padStart(14, "0")}-${randomBytes(6).toString("hex")}`;
      const mail = await parse(box, id, raw);
      mkdirSync(folder, { recursive: true });
      const file = join(folder, `${id}.eml`);
      writeFileSync(`${file}.new`, raw, { mode: 0o600 });
      renameSync(`${file}.new`, file);
      mails.unshift(mail);
      return mail;
    },
    list: ({ box, to }) =>
      mails.filter(
        (mail) =>
          (box === undefined || mail.box === box) &&
          (to === undefined || mail.to.some((address) => address.toLowerCase() === to.toLowerCase())),
      ),
    get: (id) => mails.find((mail) => mail.id === id),
  };
}

async function parse(box: string, id: string, raw: Buffer): Promise<Mail> {
  const mail = await PostalMime.parse(raw);
  return {
    id,
    box,
    from: mail.from?.address ?? "",
    to: addresses(mail.to ?? []),
    subject: mail.subject ?? "",
    at: new Date(Number(id.split("-")[0])).toISOString(),
    text: mail.text ?? "",
    html: mail.html ?? null,
    language: mail.headers.find((header) => header.key === "content-language")?.value ?? null,
  };
}

function addresses(list: Address[]): string[] {
  return list.flatMap((entry) => (entry.group ? entry.group.map((member) => member.address) : [entry.address]));
}
