import { dress } from "./styles.ts";
import { perMeasure } from "./measure.ts";
import { MeridianError } from "../../errors.ts";
import type { CustomField, Product, Variant } from "../../types.ts";
import type { Parts, Self } from "../component.ts";
import { type Child, h } from "../dom.ts";
import { addToCart, picture, price } from "../pieces.ts";

function factText({ locale }: Self, field: CustomField): string {
  if (field.type === "boolean") return field.value ? "✓" : "–";
  if (field.type === "number") return new Intl.NumberFormat(locale).format(field.value);
  if (field.type === "list") return field.value.join(", ");
  if (field.type === "text") return field.value;
  return new Intl.DateTimeFormat(locale, { dateStyle: "long", timeZone: "UTC" }).format(new Date(field.value));
}

function stockText({ say }: Self, { inStock, available }: Variant): string {
  if (!inStock) return say("soldOut");
  return available !== null && available > 0 && available < 6 ? say("left", { count: available }) : say("inStock");
}

/** What `<meridian-product>` is made of. */
export function setup(self: Self): Parts<Product | null> {
  dress(self);
  const { say } = self;
  let chosen: Record<string, string> = {};
  let shown = "";
  let quantity = 1;

  const choices = ({ options, id }: Product): Child =>
    options.map(({ name, label, values }) =>
      h(
        "fieldset.option",
        { key: name },
        h("legend", {}, label),
        values.map(({ value, label: text }) => {
          const choose = (): void => {
            chosen = { ...chosen, [name]: value };
            shown = "";
            self.draw();
          };
          const radio = { type: "radio", name: `${id}${name}`, checked: chosen[name] === value, onchange: choose };
          return h("label.value", { key: value }, h("input", radio), h("span", {}, text));
        }),
      ),
    );

  const gallery = ({ pictures }: Product, variant: Variant | undefined): Child => {
    const main =
      pictures.find(({ url }) => url === shown) ??
      pictures.find(({ variantId }) => variantId && variantId === variant?.id) ??
      pictures[0];
    const thumb = (image: (typeof pictures)[number]): Child => {
      const show = (): void => {
        shown = image.url;
        self.draw();
      };
      return h(
        "button.thumb",
        { key: image.url, "aria-pressed": String(image === main), onclick: show },
        picture(image, image.alt),
      );
    };
    return h(
      "div.gallery",
      {},
      picture(main, main?.alt, "(width<40rem)100vw,50vw"),
      pictures.length > 1 && h("div.thumbs", {}, pictures.map(thumb)),
    );
  };

  const order = (variant: Variant | undefined): Child => {
    if (!variant) return h("p.stock", { role: "status" }, say("noVariant"));
    const max = variant.available ?? undefined;
    const number = { type: "number", min: 1, max, value: String(quantity), inputmode: "numeric", required: true };
    const read = (event: Event): void => void (quantity = Number((event.target as HTMLInputElement).value));
    const submit = (event: Event): void => {
      event.preventDefault();
      void addToCart(self, variant.id, quantity);
    };
    return [
      h(
        "p.cost",
        { role: "status" },
        price(self, variant),
        " ",
        h("small", {}, say(variant.taxIncluded ? "taxIncluded" : "taxAdded")),
      ),
      perMeasure(self, variant.measurePrice),
      h("p.stock", {}, stockText(self, variant)),
      h(
        "form.buy",
        { onsubmit: submit },
        h("label", {}, h("span", {}, say("quantity")), h("input.quantity", { ...number, oninput: read })),
        h("button.add", { disabled: !variant.inStock }, say("add")),
      ),
    ];
  };

  return {
    async load(signal) {
      try {
        const product = await self.client.products.get(self.attr("handle"), { signal });
        const first = product.variants.find(({ inStock }) => inStock) ?? product.variants[0];
        chosen = { ...first?.optionValues };
        quantity = 1;
        shown = "";
        self.tell("product-loaded", product);
        return product;
      } catch (error) {
        if (error instanceof MeridianError && error.status === 404) return null;
        throw error;
      }
    },
    view(product) {
      if (!product) return product === null ? h("p.empty", {}, say("gone")) : h("div.product", {}, picture(null));
      const variant = product.variants.find(({ optionValues }) =>
        product.options.every(({ name }) => optionValues[name] === chosen[name]),
      );
      const facts: [string, string][] = Object.entries(product.customFields).map(([name, field]) => [
        name,
        factText(self, field),
      ]);
      return h(
        "article.product",
        { key: product.id, dir: product.dir, lang: product.locales["title"] },
        gallery(product, variant),
        h(
          "div.facts",
          {},
          product.brand && h("p.brand", {}, product.brand),
          h("h1.title", {}, product.title),
          choices(product),
          order(variant),
          h(
            "div.description",
            {},
            product.description.split(/\n{2,}/).map((text) => text && h("p", {}, text)),
          ),
          facts.length > 0 &&
            h(
              "dl.details",
              {},
              facts.map(([name, text]) => h("div", {}, h("dt", {}, name), h("dd", {}, text))),
            ),
        ),
      );
    },
  };
}
