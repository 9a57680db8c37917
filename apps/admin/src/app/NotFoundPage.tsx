import { Button, Container } from "@mantine/core";
import { Link } from "@tanstack/react-router";
import { useContext, type ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { ShopContext } from "../lib/session.ts";
import { PageHeader } from "../ui/PageHeader.tsx";
import { paths } from "./paths.ts";

export function NotFoundPage(): ReactNode {
  const { t } = useTranslation();
  return (
    <Container component={useContext(ShopContext) === null ? "main" : "div"} py="xl" size="sm">
      <PageHeader title={t("notFound.title")} description={t("notFound.body")} />
      <Button component={Link} to={paths.start}>
        {t("notFound.action")}
      </Button>
    </Container>
  );
}
