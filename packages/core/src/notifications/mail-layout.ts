import { direction, isolated } from "../kernel/locale.ts";

/** A piece of a message, from which both its text and its HTML are made. */
export type Block =
  | { readonly kind: "text"; readonly text: string }
  | { readonly kind: "heading"; readonly text: string }
  | { readonly kind: "button"; readonly label: string; readonly url: string }
  | { readonly kind: "rows"; readonly rows: readonly Row[] };

/** A line of a table: words at the start, an amount at the end. */
export interface Row {
  readonly label: string;
  readonly note?: string;
  readonly amount: string;
  readonly strong?: boolean;
}

const entities: Readonly<Record<string, string>> = {
  "&": "&amp;",
  "<": "&lt;",
  ">": "&gt;",
  '"': "&quot;",
  "'": "&#39;",
};
const escape = (text: string): string => text.replace(/[&<>"']/g, (char) => entities[char] ?? char);

function htmlRow(row: Row): string {
  const weight = row.strong === true ? "font-weight:700;border-top:2px solid #1f2933" : "border-top:1px solid #e4e7eb";
  const note =
    row.note === undefined
      ? ""
      : `<br><span style="color:#616e7c;font-size:13px"><bdi>${escape(row.note)}</bdi></span>`;
  return (
    `<tr><td style="padding:8px 0;${weight}"><bdi>${escape(row.label)}</bdi>${note}</td>` +
    `<td style="padding:8px 0;text-align:end;white-space:nowrap;vertical-align:top;${weight}"><bdi>${escape(row.amount)}</bdi></td></tr>`
  );
}

function htmlBlock(block: Block): string {
  if (block.kind === "text") return `<p style="margin:0 0 16px">${escape(block.text).replaceAll("\n", "<br>")}</p>`;
  if (block.kind === "heading") return `<h2 style="margin:24px 0 8px;font-size:16px">${escape(block.text)}</h2>`;
  if (block.kind === "rows") {
    return `<table role="presentation" style="width:100%;border-collapse:collapse;margin:0 0 16px">${block.rows.map(htmlRow).join("")}</table>`;
  }
  return (
    `<p style="margin:24px 0"><a href="${escape(block.url)}" style="display:inline-block;padding:12px 20px;border-radius:8px;` +
    `background:#1d4ed8;color:#ffffff;text-decoration:none;font-weight:600">${escape(block.label)}</a></p>` +
    `<p style="margin:0 0 16px;font-size:13px;color:#616e7c;word-break:break-all"><bdi dir="ltr">${escape(block.url)}</bdi></p>`
  );
}

/** A mail program takes each line's direction from its first letter: a mark says it where a line begins otherwise. */
const rtlLine = /^(?=.)(?!https?:)/gm;

/** Each piece of a line keeps its own order beside pieces of another direction. */
function textRow({ label, note, amount }: Row, language: string): string {
  const own = (text: string): string => isolated(text, language);
  return `${own(label)}${note === undefined ? "" : ` (${own(note)})`}: ${own(amount)}`;
}

function textBlock(block: Block, language: string): string {
  if (block.kind === "text") return block.text;
  if (block.kind === "heading") return block.text.toUpperCase();
  if (block.kind === "button") return `${block.label}:\n${block.url}`;
  return block.rows.map((row) => textRow(row, language)).join("\n");
}

/** Lays a message out, as text and as HTML that mail programs understand. */
export function layOut(
  language: string,
  sender: string,
  title: string,
  blocks: readonly Block[],
): { text: string; html: string } {
  const html =
    `<!doctype html><html lang="${escape(language)}" dir="${direction(language)}"><head><meta charset="utf-8">` +
    `<meta name="viewport" content="width=device-width"><title>${escape(title)}</title></head>` +
    `<body style="margin:0;background:#f5f7fa;color:#1f2933;font:15px/1.5 system-ui,-apple-system,'Segoe UI',Tahoma,'Hiragino Sans','Yu Gothic UI','Noto Sans JP','Noto Sans Arabic',sans-serif">` +
    `<div style="max-width:560px;margin:0 auto;padding:32px 16px"><p style="margin:0 0 16px;font-weight:700"><bdi>${escape(sender)}</bdi></p>` +
    `<div style="background:#ffffff;border-radius:12px;padding:24px"><h1 style="margin:0 0 16px;font-size:20px">${escape(title)}</h1>` +
    `${blocks.map(htmlBlock).join("")}</div></div></body></html>`;
  const text = [title, ...blocks.map((block) => textBlock(block, language))].join("\n\n");
  return { html, text: direction(language) === "rtl" ? text.replaceAll(rtlLine, "\u200f") : text };
}
