/**
 * Carriers that we know and where their parcels are followed: the addresses of their own public tracking pages, as
 * of 2026, with `{number}` for the tracking number. Any other carrier is written by name, with an address of its own.
 */
const carriers = {
  dhl: ["DHL", "https://www.dhl.de/de/privatkunden/pakete-empfangen/verfolgen.html?piececode={number}"],
  dhl_express: [
    "DHL Express",
    "https://www.dhl.com/global-en/home/tracking/tracking-express.html?tracking-id={number}",
  ],
  ups: ["UPS", "https://www.ups.com/track?tracknum={number}"],
  gls: ["GLS", "https://gls-group.com/GROUP/en/parcel-tracking?match={number}"],
  dpd: ["DPD", "https://tracking.dpd.de/status/en_US/parcel/{number}"],
  hermes: ["Hermes", "https://www.myhermes.de/empfangen/sendungsverfolgung/sendungsinformation#{number}"],
  post_at: ["Österreichische Post", "https://www.post.at/sv/sendungsdetails?snr={number}"],
  swiss_post: ["Die Schweizerische Post", "https://service.post.ch/ekp-web/ui/entry/search/{number}"],
  la_poste: ["La Poste / Colissimo", "https://www.laposte.fr/outils/suivre-vos-envois?code={number}"],
  chronopost: ["Chronopost", "https://www.chronopost.fr/tracking-no-cms/suivi-page?listeNumerosLT={number}"],
  correos: ["Correos", "https://www.correos.es/es/es/herramientas/localizador/envios/detalle?tracking-number={number}"],
  royal_mail: ["Royal Mail", "https://www.royalmail.com/track-your-item#/tracking-results/{number}"],
  inpost: ["InPost", "https://inpost.pl/sledzenie-przesylek?number={number}"],
  usps: ["USPS", "https://tools.usps.com/go/TrackConfirmAction?tLabels={number}"],
  fedex: ["FedEx", "https://www.fedex.com/fedextrack/?trknbr={number}"],
  canada_post: ["Canada Post", "https://www.canadapost-postescanada.ca/track-reperage/en#/search?searchFor={number}"],
  yamato: ["ヤマト運輸", "https://jizen.kuronekoyamato.co.jp/jizen/servlet/crjz.b.NQ0010?id={number}"],
  sagawa: ["佐川急便", "https://k2k.sagawa-exp.co.jp/p/web/okurijosearch.do?okurijoNo={number}"],
  japan_post: ["日本郵便", "https://trackings.post.japanpost.jp/services/srv/search/direct?reqCodeNo1={number}"],
  aramex: ["Aramex", "https://www.aramex.com/track/results?ShipmentNumber={number}"],
  smsa: ["SMSA Express", "https://www.smsaexpress.com/trackingdetails?tracknumbers={number}"],
} as const satisfies Readonly<Record<string, readonly [name: string, url: string]>>;

const known: ReadonlyMap<string, readonly [name: string, url: string]> = new Map(Object.entries(carriers));

/** Codes of the carriers that we know, in the order in which they are offered. */
export const carrierCodes: readonly string[] = [...known.keys()];

/**
 * A known carrier's name; any other is what it is called.
 *
 * @example
 * carrierName("dhl") // → "DHL"
 * carrierName("Cargo bike") // → "Cargo bike"
 */
export function carrierName(carrier: string): string {
  return known.get(carrier)?.[0] ?? carrier;
}

/**
 * Where a parcel is followed: the address given with it, else the carrier's page; null when neither is known.
 *
 * @example
 * trackingUrl({ carrier: "ups", trackingNumber: "1Z 99", ownUrl: null }) // → "https://www.ups.com/track?tracknum=1Z99"
 * trackingUrl({ carrier: "Cargo bike", trackingNumber: "7", ownUrl: null }) // → null
 */
export function trackingUrl(parcel: {
  readonly carrier: string | null;
  readonly trackingNumber: string | null;
  readonly ownUrl: string | null;
}): string | null {
  const { carrier, trackingNumber, ownUrl } = parcel;
  if (ownUrl !== null) return ownUrl;
  const template = carrier === null ? undefined : known.get(carrier)?.[1];
  if (template === undefined || trackingNumber === null) return null;
  return template.replace("{number}", encodeURIComponent(trackingNumber.replaceAll(/\s/g, "")));
}
