import type { Mail } from "./store.ts";

const escapes: Record<string, string> = { "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;", "'": "&#39;" };
const escape = (text: string) => text.replace(/[&<>"']/g, (char) => escapes[char] ?? char);

const STYLE = `
:root { color-scheme: light dark; font: 16px/1.5 system-ui, sans-serif }
body { max-width: 60rem; margin: 2rem auto; padding: 0 1rem }
table { border-collapse: collapse; width: 100% }
th, td { text-align: start; padding: .4rem .8rem .4rem 0; border-bottom: 1px solid #8884; vertical-align: top }
pre { white-space: pre-wrap; overflow-wrap: anywhere; font: inherit }
iframe { width: 100%; height: 40rem; border: 1px solid #8884; background: #fff }
`;

const layout = (title: string, body: string) =>
  `<!doctype html><html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1"><title>${escape(title)}</title><style>${STYLE}</style></head><body>${body}</body></html>`;

export function listPage(mails: Mail[]): string {
  const rows = mails.map(
    (mail) =>
      `<tr><td><a href="/read/${mail.id}">${escape(mail.subject || "(no subject)")}</a></td><td>${escape(mail.to.join(", "))}</td><td>${escape(mail.box)}</td><td><time datetime="${mail.at}">${mail.at.slice(0, 19).replace("T", " ")}</time></td></tr>`,
  );
  const table = `<table><thead><tr><th scope="col">Subject</th><th scope="col">To</th><th scope="col">Sent by</th><th scope="col">Time (UTC)</th></tr></thead><tbody>${rows.join("")}</tbody></table>`;
  const empty = "<p>No mail yet. What Meridian sends in development arrives here and nowhere else.</p>";
  return layout("Mailbox", `<h1>Mailbox</h1>${mails.length === 0 ? empty : table}`);
}

export function mailPage(mail: Mail): string {
  const facts = `<p><a href="/">Mailbox</a></p><h1>${escape(mail.subject || "(no subject)")}</h1><p>From ${escape(mail.from)} to ${escape(mail.to.join(", "))}, ${mail.at.slice(0, 19).replace("T", " ")} UTC, sent by ${escape(mail.box)}</p>`;
  // The mail's own HTML is shown without scripts; its links open in a new tab.
  const html =
    mail.html === null
      ? ""
      : `<h2>HTML</h2><iframe title="HTML of the mail" sandbox="allow-popups allow-popups-to-escape-sandbox" srcdoc="${escape(`<base target="_blank">${mail.html}`)}"></iframe>`;
  return layout(mail.subject, `<main>${facts}<h2>Text</h2><pre>${linkify(mail.text)}</pre>${html}</main>`);
}

function linkify(text: string): string {
  return text
    .split(/(https?:\/\/[^\s<>"']+)/)
    .map((part, index) => (index % 2 === 1 ? `<a href="${escape(part)}">${escape(part)}</a>` : escape(part)))
    .join("");
}
