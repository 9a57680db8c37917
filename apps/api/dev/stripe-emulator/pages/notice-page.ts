import type { Incoming, Reply } from "../reply.ts";
import { html } from "./html.ts";
import { page } from "./layout.ts";
import { chooseLanguage } from "./words.ts";
import type { Language } from "./words.ts";

export interface Notice {
  language: Language;
  title: string;
  text: string;
  link: { href: string; label: string } | null;
  status?: number;
}

/** A page with one thing to say: paid, expired, not found. */
export function noticePage({ language, title, text, link, status = 200 }: Notice): Reply {
  const main = html`<main class="notice">
    <h1>${title}</h1>
    <p>${text}</p>
    ${link !== null && html`<p><a class="button" href="${link.href}">${link.label}</a></p>`}
  </main>`;
  return page({ language, title, main, status });
}

export function missingPage(incoming: Incoming): Reply {
  const language = chooseLanguage(null, incoming.headers["accept-language"]);
  const { missingTitle: title, missingText: text } = language.words;
  return noticePage({ language, title, text, link: null, status: 404 });
}
