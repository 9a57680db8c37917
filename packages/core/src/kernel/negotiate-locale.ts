/**
 * Which of a shop's locales a visitor gets: `Accept-Language` (RFC 9110 §12.5.4) by lookup (RFC 4647 §3.4).
 */
import { canonicalLocale, fallbackChain, sameWriting, type Locale } from "./locale.ts";

type Range = { readonly locale: Locale; readonly quality: number };

/** Longer headers are a burden, not a wish: browsers send fewer than ten ranges. */
const maxRanges = 20;
const item = /^\s*([A-Za-z0-9-]{1,64})\s*(?:;\s*q\s*=\s*([01](?:\.\d{0,3})?)\s*)?$/;

/**
 * The locale to answer in. Ranges are tried by quality, then in their order. Each takes, of what is
 * available: itself or its nearest general form (`de-AT` takes `de`), else the first in the same language and
 * script (`de` and `de-AT` take `de-CH`; `zh-TW` never takes `zh-CN`). Without a match, or with no header,
 * `otherwise`. Malformed ranges are skipped; `*` wants nothing in particular; `q=0` rules a range out.
 *
 * @example
 * negotiate("de-AT,de;q=0.9,en;q=0.8", ["en", "de"], "en") // → "de"
 * negotiate("fr", ["en", "de"], "en") // → "en"
 * negotiate(undefined, ["en"], "en") // → "en"
 */
export function negotiate<Tag extends string>(
  header: string | null | undefined,
  available: readonly Tag[],
  otherwise: Tag,
): Tag {
  const ranges = parseRanges(header ?? "");
  const refused = new Set(ranges.filter(({ quality }) => quality === 0).map(({ locale }) => locale));
  const offered = available.filter((locale) => !fallbackChain(locale).some((form) => refused.has(form)));
  for (const { locale } of ranges.filter(({ quality }) => quality > 0)) {
    const found = nearest(offered, locale) ?? offered.find((candidate) => sameWriting(candidate, locale));
    if (found !== undefined) return found;
  }
  return otherwise;
}

function nearest<Tag extends string>(offered: readonly Tag[], locale: Locale): Tag | undefined {
  const forms: readonly string[] = fallbackChain(locale);
  return forms.flatMap((form) => offered.filter((candidate) => candidate === form))[0];
}

/** The well-formed ranges, best first; the sort is stable. */
function parseRanges(header: string): Range[] {
  return header
    .split(",", maxRanges)
    .flatMap((text) => {
      const [, tag, quality = "1"] = item.exec(text) ?? [];
      const locale = tag === undefined ? undefined : canonicalLocale(tag);
      return locale === undefined ? [] : [{ locale, quality: Number(quality) }];
    })
    .toSorted((a, b) => b.quality - a.quality);
}
