import { Paper, Stack, Text } from "@mantine/core";
import { IconDatabase } from "@tabler/icons-react";
import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { paths } from "../../app/paths.ts";
import { useFormat } from "../../lib/format.ts";
import { LinkAnchor } from "../../lib/links.tsx";
import { ProblemNote } from "../../lib/ProblemNote.tsx";
import { DataTable, type Column } from "../../ui/DataTable.tsx";
import { EmptyNote } from "../../ui/EmptyNote.tsx";
import { PageHeader } from "../../ui/PageHeader.tsx";
import { StatusBadge } from "../../ui/StatusBadge.tsx";
import { RegionAway } from "./RegionAway.tsx";
import { megabytes } from "./units.ts";
import { type Region, type Report, useRegions } from "./use-regions.ts";

interface Row {
  readonly region: Region["region"];
  readonly cell: Report["cells"][number];
}
type State = "away" | "closed" | "full" | "overfull" | "room";

function stateOf({ bytes, tenants, soft, hard, closed }: Row["cell"]): State {
  if (bytes === null) return "away";
  if (closed) return "closed";
  return tenants >= hard ? "full" : tenants >= soft ? "overfull" : "room";
}
const tones = { away: "bad", closed: "neutral", full: "bad", overfull: "attention", room: "good" } as const;

/** The databases of every region: their shops, their room, and the spare schemas that wait for new ones. */
export function CellsPage(): ReactNode {
  const { t } = useTranslation(["operator", "common"]);
  const { number, language } = useFormat();
  const regions = useRegions();
  const known = regions.items.flatMap(({ region, report }) =>
    (report?.cells ?? []).map((cell): Row => ({ region, cell })),
  );
  const rows = known.length === 0 && regions.waiting.length > 0 ? undefined : known;
  const away = regions.items.filter(({ report }) => report === null);
  const columns: Column<Row>[] = [
    {
      key: "cell",
      header: t("cell"),
      main: true,
      render: ({ region, cell }) => `${t(`common:regions.${region}`)} · ${cell.cell}`,
    },
    {
      key: "state",
      header: t("cells.state"),
      render: ({ cell }) => <StatusBadge tone={tones[stateOf(cell)]}>{t(`cells.states.${stateOf(cell)}`)}</StatusBadge>,
    },
    {
      key: "tenants",
      header: t("tenants.title"),
      numeric: true,
      render: ({ region, cell }) => (
        <LinkAnchor to={paths.operatorTenants} search={{ region, cell: cell.cell }}>
          {t("cells.of", { tenants: number(cell.tenants), soft: number(cell.soft) })}
        </LinkAnchor>
      ),
    },
    { key: "spares", header: t("regions.spares"), numeric: true, render: ({ cell }) => number(cell.spares) },
    {
      key: "size",
      header: t("cells.size"),
      numeric: true,
      render: ({ cell }) => (cell.bytes === null ? "–" : megabytes(language, cell.bytes)),
    },
  ];
  return (
    <>
      <PageHeader title={t("cells.title")} description={t("cells.description")} />
      {regions.error === null ? null : <ProblemNote error={regions.error} />}
      <Stack>
        {away.map((region) => (
          <RegionAway key={region.region} region={region} title={t(`common:regions.${region.region}`)} />
        ))}
      </Stack>
      <Paper withBorder p="md" mt={away.length === 0 ? 0 : "md"}>
        <DataTable
          caption={t("cells.title")}
          columns={columns}
          rows={rows}
          rowKey={({ region, cell }) => `${region}-${cell.cell}`}
          empty={<EmptyNote icon={<IconDatabase aria-hidden />} title={t("cells.empty")} />}
        />
        {rows === undefined
          ? null
          : regions.waiting.map((region) => (
              <Text key={region} size="sm" c="dimmed" mt="sm">
                {t("regions.asking", { region: t(`common:regions.${region}`) })}
              </Text>
            ))}
      </Paper>
    </>
  );
}
