import { Skeleton, Table, VisuallyHidden } from "@mantine/core";
import type { ReactNode } from "react";
import { Isolated } from "./Isolated.tsx";

export interface Column<Row> {
  readonly key: string;
  /** Visible head, or `""` with `label` for a column of buttons. */
  readonly header: string;
  readonly label?: string;
  readonly render: (row: Row) => ReactNode;
  readonly numeric?: boolean;
  /** Names the row: on a phone it heads the card, without its column's name. */
  readonly main?: boolean;
  readonly width?: string;
}

interface Props<Row> {
  caption: string;
  columns: readonly Column<Row>[];
  rows: readonly Row[] | undefined;
  rowKey: (row: Row) => string;
  /** Shown instead of the table when there are no rows. */
  empty: ReactNode;
  /** Placeholder rows while `rows` is undefined. */
  placeholders?: number;
}

export function DataTable<Row>({ caption, columns, rows, rowKey, empty, placeholders = 5 }: Props<Row>): ReactNode {
  if (rows?.length === 0) return empty;
  return (
    <div className="table-scroll">
      {/* Rows and cells are plain: a long list draws hundreds of them. */}
      <Table
        className="data-table stack-table"
        verticalSpacing="xs"
        aria-busy={rows === undefined}
        aria-label={caption}
      >
        <thead>
          <tr>
            {columns.map(({ key, header, label, numeric, width }) => (
              <th key={key} scope="col" style={{ inlineSize: width }} className={numeric === true ? "numeric" : ""}>
                {header === "" ? <VisuallyHidden>{label}</VisuallyHidden> : header}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows === undefined
            ? Array.from({ length: placeholders }, (_, row) => (
                <tr key={row}>
                  {columns.map(({ key }) => (
                    <td key={key}>
                      <Skeleton height={14} my={5} />
                    </td>
                  ))}
                </tr>
              ))
            : rows.map((row) => (
                <tr key={rowKey(row)}>
                  {columns.map(({ key, header, render, numeric, main }) => (
                    <td
                      key={key}
                      data-label={main === true ? "" : header}
                      className={numeric === true ? "numeric" : ""}
                    >
                      <Isolated>{render(row)}</Isolated>
                    </td>
                  ))}
                </tr>
              ))}
        </tbody>
      </Table>
    </div>
  );
}
