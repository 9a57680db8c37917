import { type DnsRecord, type RecordType, recordTypes } from "./packet.ts";

const escapes: Record<string, string> = { "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;", "'": "&#39;" };
const escape = (text: string) => text.replace(/[&<>"']/g, (char) => escapes[char] ?? char);

const STYLE = `
:root { color-scheme: light dark; font: 16px/1.5 system-ui, sans-serif }
body { max-width: 60rem; margin: 2rem auto; padding: 0 1rem }
table { border-collapse: collapse; width: 100% }
th, td { text-align: start; padding: .4rem .8rem .4rem 0; border-bottom: 1px solid #8884; overflow-wrap: anywhere }
form { display: flex; flex-wrap: wrap; gap: .8rem; align-items: end; margin-block: 1.5rem }
label { display: grid }
`;

/** The page of a name server's customer: the records, and a form that sets one. */
export function recordsPage(records: readonly DnsRecord[]): string {
  const rows = records.map(
    ({ name, type, value }) =>
      `<tr><td>${escape(name)}</td><td>${type}</td><td>${escape(value)}</td><td><form method="post"><input type="hidden" name="name" value="${escape(name)}"><input type="hidden" name="type" value="${type}"><button aria-label="Remove ${type} ${escape(name)}">Remove</button></form></td></tr>`,
  );
  const types = Object.keys(recordTypes).map((type) => `<option>${type}</option>`);
  return `<!doctype html><html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1"><title>Name server</title><style>${STYLE}</style></head><body><main><h1>Name server</h1><p>Where the shops of this installation set their domains' records. Forgotten at the next start.</p><form method="post"><label>Name<input name="name" required></label><label>Type<select name="type">${types.join("")}</select></label><label>Value<input name="value" required></label><button>Set record</button></form><table><thead><tr><th scope="col">Name</th><th scope="col">Type</th><th scope="col">Value</th><th scope="col">Remove</th></tr></thead><tbody>${rows.join("")}</tbody></table></main></body></html>`;
}

/** A record as the form sends it; no value takes the records of the name and type away. */
export function recordOf(body: string): { name: string; type: RecordType; values: string[] } | undefined {
  const form = new URLSearchParams(body);
  const name = (form.get("name") ?? "").trim().toLowerCase();
  const type = (Object.keys(recordTypes) as RecordType[]).find((one) => one === form.get("type"));
  const value = (form.get("value") ?? "").trim();
  const fits = type !== "A" || value === "" || /^\d{1,3}(\.\d{1,3}){3}$/.test(value);
  if (type === undefined || !fits || !/^[a-z0-9._-]{1,253}$/.test(name)) return undefined;
  return { name, type, values: value === "" ? [] : [value] };
}
