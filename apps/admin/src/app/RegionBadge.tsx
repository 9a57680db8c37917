import { Badge, Tooltip } from "@mantine/core";
import { IconMapPin } from "@tabler/icons-react";
import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";

/** Where this shop's data lives; always in sight. */
export function RegionBadge({ region }: { region: "eu" | "us" }): ReactNode {
  const { t } = useTranslation();
  const name = t(`regions.${region}`);
  return (
    <Tooltip label={t("regionHint", { region: name })} multiline maw={260}>
      <Badge
        variant="light"
        color="gray"
        tt="none"
        tabIndex={0}
        role="note"
        leftSection={<IconMapPin size={12} aria-hidden />}
        aria-label={t("regionLabel", { region: name })}
        style={{ flex: "none" }}
      >
        {region.toUpperCase()}
      </Badge>
    </Tooltip>
  );
}
