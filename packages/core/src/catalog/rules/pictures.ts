import { pickTranslation } from "../../kernel/translation.ts";

interface Shown {
  readonly variantId: string | null;
  readonly alt: Readonly<Record<string, string>>;
}

/** The picture that stands for a variant: its own first one, else the product's first. */
export function firstPicture<P extends Shown>(pictures: readonly P[], variantId: string | null): P | undefined {
  return pictures.find((picture) => picture.variantId === variantId) ?? pictures[0];
}

/** The address of the smallest copy: enough beside a line of a list or a cart. */
export function thumbnail({
  url,
  sizes,
}: {
  readonly url: string;
  readonly sizes: readonly { readonly url: string }[];
}) {
  return sizes[0]?.url ?? url;
}

/** What a picture shows, in words: along the chain, else the product's title. */
export function altOf({ alt }: Shown, chain: readonly string[], title: string): string {
  const byLocale = Object.fromEntries(Object.entries(alt).map(([locale, text]) => [locale, { text }]));
  return pickTranslation(chain, byLocale, "text")?.value ?? title;
}
