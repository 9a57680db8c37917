import { readFileSync } from "node:fs";
import { join } from "node:path";

/** What the journey imports and sells. */
export interface Catalogue {
  readonly files: readonly { readonly name: string; readonly mimeType: string; readonly buffer: Buffer }[];
  /** What the import must report. */
  readonly products: number;
  readonly variants: number;
  readonly translations: number;
  /** Prices in EUR come with the file, beside those in USD. */
  readonly alsoInEuros: boolean;
  readonly product: {
    readonly title: { readonly en: string; readonly de: string };
    readonly search: { readonly en: string; readonly de: string };
    readonly variant: string;
    /** In minor units of USD. */
    readonly price: number;
  };
}

const csv = (name: string, buffer: Buffer) => ({ name, mimeType: "text/csv", buffer });

function conformance(folder: string): Catalogue {
  const file = (name: string) => csv(name, readFileSync(join(folder, "catalogs", name)));
  return {
    files: [file("spree-product-translations.csv"), file("spree-products.csv")],
    products: 37,
    variants: 87,
    translations: 74,
    alsoInEuros: true,
    product: {
      title: { en: "Electric Kettle 1.7L", de: "Elektrischer Wasserkocher 1.7L" },
      search: { en: "electric kettle", de: "Wasserkocher" },
      variant: "White",
      price: 4_499,
    },
  };
}

const german = `slug,locale,name,description
enamel-kettle,de,Emaillekessel,"Ein Kessel, der pfeift, wenn es Zeit ist."
`;

function demo(): Catalogue {
  const file = join(import.meta.dirname, "../../../api/dev/demo/harbor-and-pine.csv");
  return {
    files: [csv("translations.csv", Buffer.from(german)), csv("products.csv", readFileSync(file))],
    products: 24,
    variants: 46,
    translations: 1,
    alsoInEuros: false,
    product: {
      title: { en: "Enamel kettle", de: "Emaillekessel" },
      search: { en: "kettle", de: "Emaille" },
      variant: "Red",
      price: 5_900,
    },
  };
}

/** A real shop's files where they are at hand, else those of the demo. */
export function readCatalogue(): Catalogue {
  const folder = process.env["CONFORMANCE_DATA"];
  return folder === undefined || folder === "" ? demo() : conformance(folder);
}
