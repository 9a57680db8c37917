import { Group, Slider, Stack, Text } from "@mantine/core";
import { useState, type MouseEvent, type ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { FormDialog } from "../../lib/FormDialog.tsx";
import { useFormat } from "../../lib/format.ts";
import type { Picture } from "./catalog-types.ts";

type Focal = Picture["focal"];

interface Props {
  picture: Picture;
  name: string;
  sending: boolean;
  onSave: (focal: Focal) => void;
  onClose: () => void;
}

const percentOf = (at: number, length: number): number => Math.round(Math.min(1, Math.max(0, at / length)) * 100);

/** Where a picture must not be cut off: by a click on it, or by two sliders for the keyboard. */
export function FocalDialog({ picture, name, sending, onSave, onClose }: Props): ReactNode {
  const { t } = useTranslation("catalog");
  const format = useFormat();
  const [focal, setFocal] = useState(picture.focal);
  function point({ currentTarget, clientX, clientY }: MouseEvent): void {
    const { left, top, width, height } = currentTarget.getBoundingClientRect();
    setFocal({ x: percentOf(clientX - left, width), y: percentOf(clientY - top, height) });
  }
  const slider = (axis: "x" | "y") => (
    <div>
      <Text size="sm" fw={500}>
        {t(axis === "x" ? "pictures.focalX" : "pictures.focalY")}
      </Text>
      <Slider
        thumbLabel={t(axis === "x" ? "pictures.focalX" : "pictures.focalY")}
        value={focal[axis]}
        label={(value) => format.percent(value * 10_000)}
        step={1}
        // A picture is not mirrored where the writing runs from the right.
        dir="ltr"
        onChange={(value) => setFocal((now) => ({ ...now, [axis]: value }))}
      />
    </div>
  );
  const position = `${focal.x}% ${focal.y}%`;
  return (
    <FormDialog
      title={t("pictures.focalTitle", { name })}
      sending={sending}
      onSubmit={() => onSave(focal)}
      onClose={onClose}
    >
      <Text size="sm">{t("pictures.focalHint")}</Text>
      {/* oxlint-disable-next-line jsx-a11y/click-events-have-key-events, jsx-a11y/no-static-element-interactions -- the sliders below do the same for the keyboard */}
      <div className="focal-picture" dir="ltr" onClick={point}>
        <img src={picture.sizes.at(-1)?.url ?? picture.url} alt="" width={picture.width} height={picture.height} />
        <span style={{ left: `${focal.x}%`, top: `${focal.y}%` }} aria-hidden />
      </div>
      {slider("x")}
      {slider("y")}
      <Stack gap={4}>
        <Text size="sm" c="dimmed">
          {t("pictures.focalPreview")}
        </Text>
        <Group gap="sm">
          {["1 / 1", "3 / 1", "1 / 2"].map((aspectRatio) => (
            <img
              key={aspectRatio}
              className="focal-preview"
              src={picture.sizes[0]?.url ?? picture.url}
              alt=""
              style={{ aspectRatio, objectPosition: position }}
            />
          ))}
        </Group>
      </Stack>
    </FormDialog>
  );
}
