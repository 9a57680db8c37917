import { Badge, Button, Text } from "@mantine/core";
import {
  IconBuildingStore,
  IconDatabase,
  IconHistory,
  IconLogout,
  IconServer2,
  IconStack2,
  type Icon,
} from "@tabler/icons-react";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { getRouteApi } from "@tanstack/react-router";
import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { useSession } from "../lib/session.ts";
import { useTell } from "../lib/tell.ts";
import { Frame } from "./Frame.tsx";
import { LanguageSelect } from "./LanguageSelect.tsx";
import { activeLine, LinkNav } from "./LinkNav.ts";
import { Logo } from "./Logo.tsx";
import { paths } from "./paths.ts";
import { SchemeToggle } from "./SchemeToggle.tsx";

const route = getRouteApi(paths.operator);

const parts = [
  { name: "tenants", to: paths.operatorTenants, icon: IconBuildingStore },
  { name: "regions", to: paths.operatorRegions, icon: IconServer2 },
  { name: "migrations", to: paths.operatorMigrations, icon: IconStack2 },
  { name: "cells", to: paths.operatorCells, icon: IconDatabase },
  { name: "audit", to: paths.operatorAudit, icon: IconHistory },
] as const satisfies readonly { name: string; to: string; icon: Icon }[];

/** The frame of the operators' pages. It says on every page that this is no shop. */
export function OperatorShell(): ReactNode {
  const { t } = useTranslation("operator");
  const { operator } = route.useRouteContext();
  const { control } = useSession();
  const queryClient = useQueryClient();
  const tell = useTell();
  const logOut = useMutation(
    control.trpc.operators.logOut.mutationOptions({
      onSuccess: () => {
        queryClient.clear();
        window.location.assign(paths.operatorLogIn);
      },
      onError: tell.failed,
    }),
  );
  return (
    <Frame
      brand={
        <>
          <Logo />
          <Badge variant="default" tt="none" visibleFrom="xs">
            {t("badge")}
          </Badge>
        </>
      }
      tools={
        <>
          <LanguageSelect />
          <SchemeToggle />
        </>
      }
      navigation={parts.map(({ name, to, icon: Icon }) => (
        <LinkNav
          key={name}
          to={to}
          activeOptions={{ includeSearch: false }}
          activeProps={activeLine}
          label={t(`navigation.${name}`)}
          leftSection={<Icon size={18} aria-hidden />}
          variant="light"
        />
      ))}
      below={
        <>
          <Text size="sm" px="sm" pb={4} style={{ overflowWrap: "anywhere" }}>
            {t("signedInAs", { name: operator.name })}
          </Text>
          <Button
            variant="subtle"
            color="gray"
            fullWidth
            justify="flex-start"
            leftSection={<IconLogout size={18} aria-hidden />}
            loading={logOut.isPending}
            onClick={() => logOut.mutate({})}
          >
            {t("logOut")}
          </Button>
        </>
      }
    />
  );
}
