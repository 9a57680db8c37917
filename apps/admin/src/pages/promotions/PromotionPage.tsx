import { Button, Grid, Group, Stack } from "@mantine/core";
import { useMutation, useQueryClient, useSuspenseQuery } from "@tanstack/react-query";
import { useNavigate, useParams } from "@tanstack/react-router";
import { lazy, Suspense, type ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { paths } from "../../app/paths.ts";
import { can } from "../../lib/can.ts";
import { useDraft } from "../../lib/drafts.ts";
import { EditBar } from "../../lib/EditBar.tsx";
import { EditProblem } from "../../lib/EditProblem.tsx";
import { fieldErrors, problemOf } from "../../lib/errors.ts";
import { paramId } from "../../lib/ids.ts";
import { LinkAnchor } from "../../lib/links.tsx";
import { useShop } from "../../lib/session.ts";
import { useTell } from "../../lib/tell.ts";
import { confirm } from "../../ui/confirm.tsx";
import { LoadingRegion } from "../../ui/LoadingRegion.tsx";
import { PageHeader } from "../../ui/PageHeader.tsx";
import { draftOf, emptyPromotion, inputOf, type Promotion } from "./promotion-draft.ts";
import { PromotionFields, promotionFields } from "./PromotionFields.tsx";

/** Both are wanted beside a finished promotion, and stand below it on a phone. */
const CodesSection = lazy(async () => ({ default: (await import("./CodesSection.tsx")).CodesSection }));
const TryPanel = lazy(async () => ({ default: (await import("./TryPanel.tsx")).TryPanel }));

export function PromotionPage(): ReactNode {
  const { promotionId } = useParams({ from: paths.promotion });
  return promotionId === "new" ? <Editor promotion={null} /> : <Saved id={paramId("pro", promotionId)} />;
}

function Saved({ id }: { id: Promotion["id"] }): ReactNode {
  const { trpc } = useShop();
  const { data } = useSuspenseQuery(trpc.promotions.get.queryOptions({ id }));
  return <Editor key={id} promotion={data} />;
}

function Editor({ promotion }: { promotion: Promotion | null }): ReactNode {
  const { t } = useTranslation(["promotions", "common"]);
  const shop = useShop();
  const { trpc, slug } = shop;
  const queryClient = useQueryClient();
  const navigate = useNavigate();
  const tell = useTell();
  const writes = can(shop, "markets.write");
  const { value, count, set, reset } = useDraft(promotion === null ? emptyPromotion : draftOf(promotion));
  const save = useMutation(
    trpc.promotions.set.mutationOptions({
      onSuccess: async (answer) => {
        queryClient.setQueryData(trpc.promotions.get.queryKey({ id: answer.id }), answer);
        reset();
        tell.done(t("common:saved"));
        await queryClient.invalidateQueries(trpc.promotions.list.pathFilter());
        if (promotion === null) {
          await navigate({ to: paths.promotion, params: { shop: slug, promotionId: answer.id }, ignoreBlocker: true });
        }
      },
    }),
  );
  const remove = useMutation(
    trpc.promotions.remove.mutationOptions({
      onSuccess: async () => {
        await navigate({ to: paths.promotions, params: { shop: slug }, ignoreBlocker: true });
        await queryClient.invalidateQueries(trpc.promotions.pathFilter());
      },
      onError: tell.failed,
    }),
  );
  async function askRemove({ id, version, name }: Promotion): Promise<void> {
    const sure = await confirm({
      title: t("removeTitle", { name }),
      body: t("removeBody"),
      confirmLabel: t("common:delete"),
      cancelLabel: t("common:cancel"),
      danger: true,
    });
    if (sure) remove.mutate({ id, version });
  }
  const reload = async (): Promise<void> => {
    await queryClient.invalidateQueries(trpc.promotions.get.pathFilter());
    reset();
    save.reset();
  };
  return (
    <>
      <PageHeader
        back={
          <LinkAnchor to={paths.promotions} params={{ shop: slug }} size="sm">
            {t("title")}
          </LinkAnchor>
        }
        title={promotion?.name ?? t("add")}
        actions={
          promotion === null || !writes ? null : (
            <Button variant="default" color="red" loading={remove.isPending} onClick={() => void askRemove(promotion)}>
              {t("common:delete")}
            </Button>
          )
        }
      />
      <Grid>
        <Grid.Col span={{ base: 12, lg: 7 }}>
          <Stack
            component="form"
            onSubmit={(event) => {
              event.preventDefault();
              save.mutate({ ...inputOf(value), id: promotion?.id ?? null, version: promotion?.version ?? null });
            }}
          >
            <EditProblem error={save.error} fields={promotionFields} onReload={() => void reload()} />
            <fieldset disabled={!writes} style={{ border: 0, padding: 0, margin: 0, minInlineSize: 0 }}>
              <PromotionFields
                value={value}
                set={set}
                errors={save.error === null ? {} : fieldErrors(problemOf(save.error), promotionFields)}
              />
            </fieldset>
            {promotion === null ? (
              <Group justify="flex-end">
                <Button type="submit" loading={save.isPending}>
                  {t("add")}
                </Button>
              </Group>
            ) : (
              <EditBar count={count} saving={save.isPending} onDiscard={reset} />
            )}
          </Stack>
        </Grid.Col>
        <Grid.Col span={{ base: 12, lg: 5 }}>
          <Stack>
            <Suspense fallback={<LoadingRegion label={t("common:loading")} />}>
              <TryPanel id={promotion?.id ?? null} draft={value} />
              {promotion === null || value.trigger !== "code" ? null : <CodesSection promotion={promotion} />}
            </Suspense>
          </Stack>
        </Grid.Col>
      </Grid>
    </>
  );
}
