interface Embed {
  /** Where the SDK's script is served. */
  readonly scriptUrl: string;
  readonly endpoint: string;
  readonly publishableKey: string;
  readonly market: string | undefined;
}

/** What a merchant pastes into a page: the script, and elements that draw the shop. */
export function embedSnippet({ scriptUrl, endpoint, publishableKey, market }: Embed): string {
  const attributes = [
    `src="${scriptUrl}"`,
    `data-endpoint="${endpoint}"`,
    `data-public-key="${publishableKey}"`,
    ...(market === undefined ? [] : [`data-market="${market}"`]),
  ];
  return [
    `<script async`,
    ...attributes.map((attribute) => `  ${attribute}`),
    `></script>`,
    `<meridian-shop>`,
    `  <meridian-consent></meridian-consent>`,
    `  <meridian-cart></meridian-cart>`,
    `  <meridian-search for="products"></meridian-search>`,
    `  <meridian-product-list id="products"></meridian-product-list>`,
    `</meridian-shop>`,
  ].join("\n");
}
