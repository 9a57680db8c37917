import { createHash } from "node:crypto";
import { direction } from "@meridian/core/kernel/locale";
import type { Response } from "express";

const css = `*{box-sizing:border-box}body{margin:0;background:#f5f7fa;color:#1f2933;font:16px/1.5 system-ui,-apple-system,"Segoe UI",sans-serif}
main{max-width:44rem;margin:0 auto;padding:1.5rem 1rem}header p,.note{color:#52606d}h1{font-size:1.5rem;margin:0}h2{font-size:1.1rem;margin:0 0 .5rem}
section{background:#fff;border-radius:12px;padding:1rem 1.25rem;margin:1rem 0}ul{list-style:none;margin:0;padding:0}li{padding:.6rem 0;border-top:1px solid #e4e7eb}
li:first-child{border-top:0}.row{display:flex;justify-content:space-between;gap:1rem}.row>:last-child{white-space:nowrap;font-variant-numeric:tabular-nums}
dl{margin:.5rem 0 0;border-top:2px solid #1f2933;padding-top:.5rem}dl .row{padding:.15rem 0;flex-wrap:wrap;gap:0 1rem}dt,dd{margin:0}dd{margin-inline-start:auto}.strong{font-weight:700}
.badge{display:inline-block;border-radius:999px;background:#e4e7eb;padding:.1rem .7rem;margin-inline-end:.4rem;font-size:.9rem}.bad{background:#fde8e8;color:#8a1c1c}
section>p:first-child{margin-top:0}section>p:last-child{margin-bottom:0}section>p>a{display:inline-block;padding:.5rem 0}a{color:#1d4ed8}form{margin-top:1rem}button{font:inherit;min-height:2.75rem;padding:.4rem 1.1rem;border:1px solid currentColor;border-radius:8px;background:none;color:#1d4ed8;cursor:pointer}address{font-style:normal}
@media (prefers-color-scheme:dark){body{background:#12171d;color:#e4e7eb}section{background:#1c242d}header p,.note{color:#a3b1bf}li{border-color:#323f4b}dl{border-color:#e4e7eb}.badge{background:#323f4b}.bad{background:#5c1d1d;color:#fde8e8}a,button{color:#8ab4ff}}`;

const style = `'sha256-${createHash("sha256").update(css).digest("base64")}'`;

/** No script, no picture, no frame: this style sheet and the text, and a form only where the page has one. */
const hostedPagePolicy = (form: "none" | "self"): string =>
  `default-src 'none'; style-src ${style}; base-uri 'none'; form-action '${form}'; frame-ancestors 'none'`;

const entities: Readonly<Record<string, string>> = {
  "&": "&amp;",
  "<": "&lt;",
  ">": "&gt;",
  '"': "&quot;",
  "'": "&#39;",
};
export const escape = (text: string): string => text.replaceAll(/[&<>"']/g, (sign) => entities[sign] ?? sign);

/** Text that may be of another direction than the page around it. */
export const isolated = (text: string): string => `<bdi>${escape(text)}</bdi>`;

/** A page that the region serves to shoppers, for shops without one of their own. */
export function layOut(language: string, title: string, body: string): string {
  return (
    `<!doctype html><html lang="${escape(language)}" dir="${direction(language)}"><head><meta charset="utf-8">` +
    `<meta name="viewport" content="width=device-width, initial-scale=1"><meta name="robots" content="noindex">` +
    `<title>${escape(title)}</title><style>${css}</style></head><body><main>${body}</main></body></html>`
  );
}

export interface HostedPage {
  readonly html: string;
  readonly form: "none" | "self";
}

export function sendPage(response: Response, status: number, { html, form }: HostedPage): void {
  response.set({
    "content-security-policy": hostedPagePolicy(form),
    "content-type": "text/html; charset=utf-8",
    "x-robots-tag": "noindex, nofollow",
  });
  response.status(status).send(html);
}
