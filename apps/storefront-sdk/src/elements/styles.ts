import css from "./styles.css?inline";

let shared: CSSStyleSheet | undefined;

/** One sheet for all elements: constructed, so that `style-src 'self'` lets it in. */
export function sheet(): CSSStyleSheet {
  if (!shared) {
    shared = new CSSStyleSheet();
    shared.replaceSync(css);
  }
  return shared;
}
