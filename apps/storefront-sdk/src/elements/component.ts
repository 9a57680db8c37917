import type { Client } from "../client.ts";
import { MeridianError } from "../errors.ts";
import { formatMoney } from "../money.ts";
import type { Money } from "../types.ts";
import type { Say } from "../words.ts";
import { type Child, h, patch } from "./dom.ts";
import { type ShopElement, tell, whenShop } from "./shop.ts";
import type { Store } from "./store.ts";
import { sheet } from "./styles.ts";

/** One custom element at work, as its own code sees it. */
export interface Self {
  readonly element: HTMLElement;
  readonly root: ShadowRoot;
  readonly shop: ShopElement;
  readonly store: Store;
  /** Something is under way. */
  busy: boolean;
  /** The last failure as a sentence; empty when there is none. */
  failure: string;
  /** The error behind it, where it is one of the API. */
  error: MeridianError | null;
  readonly say: Say;
  /** Numbers, money and dates follow it. */
  readonly locale: string;
  readonly client: Client;
  /** A country's name, from its ISO 3166-1 code. */
  readonly country: (code: string) => string;
  /** An attribute's value; empty when it is not set. */
  readonly attr: (name: string) => string;
  readonly money: (value: Money) => string;
  /** Draws soon, once for all changes until then. */
  readonly draw: () => void;
  /** Loads anew, then draws. */
  readonly load: () => void;
  /** Does what a person asked for: busy until it ended; a failure is shown. Answers whether it succeeded. */
  readonly run: (work: () => Promise<unknown>) => Promise<boolean>;
  /** Tells the page, as `meridian:<name>`; false when the page called `preventDefault`. */
  readonly tell: (name: string, detail: unknown) => boolean;
}

/** What an element is made of. */
export interface Parts<Data> {
  /** Gets what the view needs: at first, and when market, locale or an attribute change. */
  load?(signal: AbortSignal): Promise<Data>;
  /** `data` is what was loaded last; undefined before. */
  view(data: Data | undefined): Child;
  /** The view shows failures in a place of its own. */
  readonly ownFailures?: boolean;
  /** When the element is on the page; until the signal. */
  joined?(gone: AbortSignal): void;
}

/** A failure as a sentence for people: the server's own, in their language, where it gave one. */
function sentence(error: unknown, say: Say): string {
  return error instanceof MeridianError && error.code !== "network" ? error.message : say("network");
}

function work<Data>(element: HTMLElement, root: ShadowRoot, shop: ShopElement, parts: () => Parts<Data>): Self {
  const { store } = shop;
  let data: Data | undefined;
  let loading: AbortController | undefined;
  let drawing = false;
  let broken = false;
  const self: Self = {
    element,
    root,
    shop,
    store,
    busy: false,
    failure: "",
    error: null,
    say: (key, values) => store.speech?.say(key, values) ?? key,
    get locale() {
      return store.speech?.locale ?? "en";
    },
    attr: (name) => element.getAttribute(name) ?? "",
    get client() {
      return store.client;
    },
    country: (code) => new Intl.DisplayNames(self.locale, { type: "region" }).of(code) ?? code,
    money: (value) => formatMoney(value, self.locale),
    tell: (name, detail) => tell(element, name, detail),
    draw() {
      if (drawing) return;
      drawing = true;
      queueMicrotask(() => {
        drawing = false;
        const { speech } = store;
        if (!speech) return;
        element.ariaBusy = String(self.busy);
        const again = broken && h("button.retry", { onclick: self.load }, self.say("retry"));
        const note = self.failure && !parts().ownFailures && h("p.error", { role: "alert" }, self.failure, " ", again);
        const body = (!broken || data) && parts().view(data);
        patch(root, [h("div.root", { lang: speech.lang, dir: speech.dir }, h("div", {}, note), body)]);
      });
    },
    load() {
      loading?.abort();
      const { signal } = (loading = new AbortController());
      const settle = (failed: boolean, change: () => void): void => {
        if (signal.aborted) return;
        broken = failed;
        self.busy = false;
        self.failure = "";
        change();
        self.draw();
      };
      const getting = parts().load?.(signal);
      self.busy = getting !== undefined;
      getting?.then(
        (answer) => settle(false, () => (data = answer)),
        (error: unknown) => settle(true, () => (self.failure = sentence(error, self.say))),
      );
      self.draw();
    },
    async run(task) {
      self.busy = true;
      self.failure = "";
      self.error = null;
      self.draw();
      try {
        await task();
      } catch (error) {
        self.failure = sentence(error, self.say);
        if (error instanceof MeridianError) self.error = error;
      }
      self.busy = false;
      self.draw();
      return !self.failure;
    },
  };
  return self;
}

/** Answers what defines the element, unless another copy of the SDK on the page has done it. */
export function component<Data>(
  tag: string,
  observed: readonly string[],
  setup: (self: Self) => Parts<Data>,
): () => void {
  return () => {
    if (customElements.get(tag)) return;
    customElements.define(
      tag,
      class extends HTMLElement {
        static readonly observedAttributes = observed;
        #self: Self | undefined;
        #parts: Parts<Data> | undefined;
        #gone = new AbortController();

        connectedCallback(): void {
          const { signal } = (this.#gone = new AbortController());
          void whenShop(this, signal).then((shop) => signal.aborted || this.#join(shop, signal));
        }

        disconnectedCallback(): void {
          this.#gone.abort();
        }

        attributeChangedCallback(_name: string, old: string | null, value: string | null): void {
          if (old !== value) this.#self?.load();
        }

        #join(shop: ShopElement, gone: AbortSignal): void {
          const root = this.shadowRoot ?? this.attachShadow({ mode: "open" });
          if (!root.adoptedStyleSheets.includes(sheet())) root.adoptedStyleSheets.push(sheet());
          const self: Self = (this.#self ??= work<Data>(this, root, shop, () => (this.#parts ??= setup(self))));
          shop.store.subscribe((reload) => (reload ? self.load() : self.draw()), gone);
          self.load();
          this.#parts?.joined?.(gone);
        }
      },
    );
  };
}
