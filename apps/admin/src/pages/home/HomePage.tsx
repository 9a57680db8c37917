import { Button, Stack } from "@mantine/core";
import { IconExternalLink, IconReceipt } from "@tabler/icons-react";
import { useQuery } from "@tanstack/react-query";
import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { paths } from "../../app/paths.ts";
import { can } from "../../lib/can.ts";
import { LinkButton } from "../../lib/links.tsx";
import { OrderTable } from "../../lib/OrderTable.tsx";
import { ProblemNote } from "../../lib/ProblemNote.tsx";
import { ReadinessList } from "../../lib/ReadinessList.tsx";
import { useSession, useShop } from "../../lib/session.ts";
import { EmptyNote } from "../../ui/EmptyNote.tsx";
import { LoadingRegion } from "../../ui/LoadingRegion.tsx";
import { Note } from "../../ui/Note.tsx";
import { PageHeader } from "../../ui/PageHeader.tsx";
import { Section } from "../../ui/Section.tsx";
import { AttentionSection } from "./AttentionSection.tsx";
import { SalesSection } from "./SalesSection.tsx";

const recentOrders = 5;

export function HomePage(): ReactNode {
  const { t } = useTranslation("home");
  const shop = useShop();
  const { config } = useSession();
  const sells = can(shop, "orders.read");
  return (
    <>
      <PageHeader
        title={t("title", { shop: shop.name })}
        actions={
          config.demoUrl === null ? null : (
            <Button
              component="a"
              href={config.demoUrl}
              target="_blank"
              variant="default"
              rightSection={<IconExternalLink size={16} aria-hidden />}
            >
              {t("demoShop")}
            </Button>
          )
        }
      />
      <Stack>
        <ReadinessSection />
        {sells ? (
          <>
            <SalesSection />
            <AttentionSection />
            <RecentOrders />
          </>
        ) : null}
      </Stack>
    </>
  );
}

function ReadinessSection(): ReactNode {
  const { t } = useTranslation("home");
  const { trpc } = useShop();
  const readiness = useQuery(trpc.checkout.readiness.queryOptions({}));
  if (readiness.isError) return <ProblemNote error={readiness.error} />;
  if (readiness.data === undefined) return <LoadingRegion label={t("readiness.title")} lines={4} />;
  if (readiness.data.ready) {
    return (
      <Note kind="success" title={t("readiness.ready")}>
        {t("readiness.readyHint")}
      </Note>
    );
  }
  return (
    <Section title={t("readiness.title")} description={t("readiness.description")}>
      <ReadinessList readiness={readiness.data} />
    </Section>
  );
}

function RecentOrders(): ReactNode {
  const { t } = useTranslation("home");
  const { trpc, slug } = useShop();
  const orders = useQuery(trpc.orders.list.queryOptions({ first: recentOrders }));
  return (
    <Section
      title={t("orders.title")}
      actions={
        <LinkButton to={paths.orders} params={{ shop: slug }} variant="subtle" size="xs">
          {t("orders.all")}
        </LinkButton>
      }
    >
      {orders.isError ? (
        <ProblemNote error={orders.error} />
      ) : (
        <OrderTable
          rows={orders.data?.items}
          placeholders={recentOrders}
          empty={
            <EmptyNote
              icon={<IconReceipt aria-hidden />}
              title={t("orders.empty")}
              description={t("orders.emptyHint")}
            />
          }
        />
      )}
    </Section>
  );
}
