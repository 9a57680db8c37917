import { Button, Stack } from "@mantine/core";
import { IconPlus, IconWorldWww } from "@tabler/icons-react";
import { useSuspenseQuery } from "@tanstack/react-query";
import { useState, type ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { can } from "../../lib/can.ts";
import { useShop } from "../../lib/session.ts";
import { EmptyNote } from "../../ui/EmptyNote.tsx";
import { Section } from "../../ui/Section.tsx";
import { AddDomainDialog } from "./AddDomainDialog.tsx";
import { DomainSection } from "./DomainSection.tsx";

/** The shop's own names for the pages that the platform shows to its customers. */
export function DomainsPage(): ReactNode {
  const { t } = useTranslation("domains");
  const shop = useShop();
  const { data } = useSuspenseQuery(shop.trpc.domains.list.queryOptions({}));
  const [adding, setAdding] = useState(false);
  const mayChange = can(shop, "shop.manage");
  const add =
    mayChange && data.items.length < data.most ? (
      <Button leftSection={<IconPlus size={18} aria-hidden />} onClick={() => setAdding(true)}>
        {t("add")}
      </Button>
    ) : null;
  return (
    <Stack>
      <Section title={t("title")} description={t("description")} actions={data.items.length > 0 ? add : null}>
        {data.items.length > 0 ? null : (
          <EmptyNote icon={<IconWorldWww aria-hidden />} title={t("empty")} description={t("emptyHint")} action={add} />
        )}
      </Section>
      {data.items.map((domain) => (
        <DomainSection key={domain.id} domain={domain} mayChange={mayChange} />
      ))}
      {adding ? <AddDomainDialog onClose={() => setAdding(false)} /> : null}
    </Stack>
  );
}
