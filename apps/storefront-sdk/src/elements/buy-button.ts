import { component } from "./component.ts";
import { h } from "./dom.ts";
import { addToCart } from "./pieces.ts";

/**
 * `<meridian-buy-button variant-id quantity>` or `<meridian-buy-button handle>` for a product without options.
 * What is inside is the button's text.
 */
export const defineBuyButton = component<string | null>("meridian-buy-button", ["variant-id", "handle"], (self) => ({
  async load(signal) {
    const given = self.attr("variant-id");
    if (given) return given;
    const { variants } = await self.client.products.get(self.attr("handle"), { signal });
    const sold = variants.filter(({ inStock }) => inStock);
    return sold.length === 1 ? (sold[0]?.id ?? null) : null;
  },
  view(variantId) {
    const buy = (): void => {
      if (variantId) void addToCart(self, variantId, Number(self.attr("quantity")) || 1);
    };
    return h("button.add", { disabled: !variantId, onclick: buy }, h("slot", {}, self.say("add")));
  },
}));
