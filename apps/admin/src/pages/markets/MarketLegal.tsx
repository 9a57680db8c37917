import { Button, Stack, TextInput } from "@mantine/core";
import { useSuspenseQuery } from "@tanstack/react-query";
import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { useFormat } from "../../lib/format.ts";
import { useShop } from "../../lib/session.ts";
import { Section } from "../../ui/Section.tsx";
import type { Market } from "./market-draft.ts";

type Legal = Market["legal"];
const pages = ["imprintUrl", "privacyUrl", "termsUrl", "withdrawalUrl"] as const;

interface Props {
  marketId: Market["id"];
  value: Legal;
  onChange: (value: Legal) => void;
  locked: boolean;
}

/** What the law wants shown: each field with where it comes from, and a way back to what is inherited. */
export function MarketLegal({ marketId, value, onChange, locked }: Props): ReactNode {
  const { t } = useTranslation("markets");
  const { trpc } = useShop();
  const format = useFormat();
  const { data: provenance } = useSuspenseQuery(trpc.markets.provenance.queryOptions({ id: marketId }));
  const words: Readonly<Record<string, string>> = value.orderButton;
  const proven = (field: string, locale: string | null) =>
    provenance.fields.find((one) => one.field === field && one.locale === locale);
  const field = (
    name: string,
    locale: string | null,
    label: string,
    own: string | null,
    set: (text: string | null) => void,
  ) => {
    const found = proven(name, locale);
    const source = own === null && found?.source === "market" ? "platform" : own === null ? found?.source : "market";
    return (
      <TextInput
        key={`${name} ${locale ?? ""}`}
        type={locale === null ? "url" : "text"}
        label={label}
        description={t(`legal.sources.${source ?? "platform"}`)}
        placeholder={found?.inherited ?? ""}
        value={own ?? ""}
        onChange={({ currentTarget }) => set(currentTarget.value.trim() === "" ? null : currentTarget.value)}
        readOnly={locked}
        rightSectionWidth={own === null || locked ? 0 : 200}
        rightSection={
          own === null || locked ? null : (
            <Button variant="subtle" size="compact-xs" onClick={() => set(null)}>
              {t("legal.reset")}
            </Button>
          )
        }
      />
    );
  };
  return (
    <Section title={t("sections.legal")}>
      <Stack maw={560}>
        {pages.map((name) =>
          field(name, null, t(`legal.${name}`), value[name] ?? null, (text) => onChange({ ...value, [name]: text })),
        )}
        {provenance.fields
          .flatMap(({ field: name, locale }) => (name === "orderButton" && locale !== null ? [locale] : []))
          .map((locale) =>
            field(
              "orderButton",
              locale,
              t("legal.orderButton", { language: format.locale(locale) }),
              words[locale] ?? null,
              (text) => {
                const others = Object.fromEntries(Object.entries(words).filter(([key]) => key !== locale));
                const orderButton = text === null ? others : { ...others, [locale]: text };
                onChange({ ...value, orderButton });
              },
            ),
          )}
      </Stack>
    </Section>
  );
}
