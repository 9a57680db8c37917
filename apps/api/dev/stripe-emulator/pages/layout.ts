import type { Reply } from "../reply.ts";
import { html } from "./html.ts";
import type { Html } from "./html.ts";
import type { Language } from "./words.ts";

export interface Page {
  language: Language;
  title: string;
  main: Html;
  /** Addresses that a form of the page may lead to by redirect; browsers hold these to `form-action` too. */
  formTargets?: (string | null)[];
  status?: number;
}

/** A whole page: no script at all, styles from the emulator alone. */
export function page({ language, title, main, formTargets = [], status = 200 }: Page): Reply {
  const { locale, dir, words } = language;
  const { markup } = html`<!doctype html>
    <html lang="${locale}" dir="${dir}">
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta name="robots" content="noindex" />
        <meta name="color-scheme" content="light dark" />
        <title>${title}</title>
        <link rel="icon" href="data:," />
        <link rel="stylesheet" href="/assets/checkout.css" />
      </head>
      <body>
        <header class="test-mode">${words.testMode}</header>
        ${main}
      </body>
    </html> `;
  return { status, headers: pageHeaders(formTargets), body: markup };
}

function pageHeaders(formTargets: (string | null)[]): Record<string, string> {
  const origins = new Set(formTargets.filter((target) => target !== null).map((target) => new URL(target).origin));
  const actions = ["'self'", ...origins].join(" ");
  return {
    "content-type": "text/html; charset=utf-8",
    "cache-control": "no-store",
    "content-security-policy": `default-src 'none'; style-src 'self'; img-src data:; form-action ${actions}; base-uri 'none'; frame-ancestors 'none'`,
    "referrer-policy": "no-referrer",
  };
}
