import { ActionIcon, Group, SimpleGrid, Stack, TextInput } from "@mantine/core";
import { IconArrowDown, IconArrowUp, IconPhotoPlus, IconTrash } from "@tabler/icons-react";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useSearch } from "@tanstack/react-router";
import { useState, type ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { paths } from "../../app/paths.ts";
import { maxPictureBytes, readBase64 } from "../../lib/files.ts";
import { useFormat } from "../../lib/format.ts";
import { useShop } from "../../lib/session.ts";
import { useTell } from "../../lib/tell.ts";
import { DropZone } from "../../ui/DropZone.tsx";
import { Section } from "../../ui/Section.tsx";
import { toastFailed } from "../../ui/toast.tsx";
import type { Picture, Product } from "./catalog-types.ts";

interface Props {
  product: Product;
  locked: boolean;
}

/** Pictures are saved at once, without the page's save bar: uploading is slow enough to be noticed. */
export function PicturesSection({ product, locked }: Props): ReactNode {
  const { t } = useTranslation(["catalog", "common"]);
  const { trpc, client } = useShop();
  const format = useFormat();
  const queryClient = useQueryClient();
  const tell = useTell();
  const changed = (): Promise<void> => queryClient.invalidateQueries(trpc.catalog.pathFilter());
  const upload = useMutation({
    mutationFn: async (files: readonly File[]) => {
      for (const file of files) {
        if (file.size > maxPictureBytes) {
          toastFailed(
            t("pictures.tooLargeTitle"),
            t("pictures.tooLarge", { name: file.name, megabytes: format.number(maxPictureBytes / 1_048_576) }),
            t("common:close"),
          );
          continue;
        }
        await client.media.addPicture.mutate({ productId: product.id, base64: await readBase64(file) });
      }
    },
    onSettled: changed,
    onError: tell.failed,
  });
  const arrange = useMutation(trpc.media.arrangePictures.mutationOptions({ onSuccess: changed, onError: tell.failed }));
  const remove = useMutation(trpc.media.removePicture.mutationOptions({ onSuccess: changed, onError: tell.failed }));
  const ids = product.pictures.map(({ id }) => id);

  function move(at: number, by: 1 | -1): void {
    const [one, other] = [ids[at], ids[at + by]];
    if (one === undefined || other === undefined) return;
    const order = ids.map((id) => (id === one ? other : id === other ? one : id));
    arrange.mutate({ productId: product.id, pictures: order.map((id) => ({ id })) });
  }

  return (
    <Section title={t("pictures.title")} description={t("pictures.description")}>
      <Stack>
        {product.pictures.length === 0 ? null : (
          <SimpleGrid cols={{ base: 1, xs: 2, sm: 3, lg: 5 }}>
            {product.pictures.map((picture, at) => (
              <PictureCard
                key={picture.id}
                picture={picture}
                name={t("pictures.nth", { number: at + 1 })}
                locked={locked}
                first={at === 0}
                last={at === ids.length - 1}
                onMove={(by) => move(at, by)}
                onRemove={() => remove.mutate({ productId: product.id, id: picture.id })}
                onAlt={(alt) =>
                  arrange.mutate({
                    productId: product.id,
                    pictures: ids.map((id) => (id === picture.id ? { id, alt } : { id })),
                  })
                }
              />
            ))}
          </SimpleGrid>
        )}
        {locked ? null : (
          <DropZone
            accept="image/jpeg,image/png,image/webp,image/gif,image/avif"
            hint={upload.isPending ? t("pictures.uploading") : t("pictures.drop")}
            buttonLabel={t("pictures.choose")}
            icon={<IconPhotoPlus aria-hidden />}
            disabled={upload.isPending}
            onFiles={(files) => upload.mutate(files)}
          />
        )}
      </Stack>
    </Section>
  );
}

interface CardProps {
  picture: Picture;
  name: string;
  locked: boolean;
  first: boolean;
  last: boolean;
  onMove: (by: 1 | -1) => void;
  onRemove: () => void;
  onAlt: (alt: Record<string, string>) => void;
}

function PictureCard({ picture, name, locked, first, last, onMove, onRemove, onAlt }: CardProps): ReactNode {
  const { t } = useTranslation("catalog");
  const { locale } = useSearch({ from: paths.product });
  const format = useFormat();
  const texts: ReadonlyMap<string, string> = new Map(Object.entries(picture.alt));
  const language = locale ?? [...texts.keys()][0] ?? format.language;
  const saved = texts.get(language) ?? "";
  const [typed, setTyped] = useState<{ readonly language: string; readonly text: string } | null>(null);
  const text = typed?.language === language ? typed.text : saved;
  return (
    <Stack gap={6}>
      <img
        src={picture.url}
        alt={saved === "" ? name : saved}
        style={{
          inlineSize: "100%",
          aspectRatio: "1",
          objectFit: "contain",
          background: "var(--mantine-color-default-hover)",
          borderRadius: 8,
        }}
        loading="lazy"
      />
      <TextInput
        size="xs"
        label={t("pictures.alt", { language: format.locale(language) })}
        placeholder={t("pictures.altHint")}
        lang={language}
        maxLength={500}
        value={text}
        readOnly={locked}
        onChange={({ currentTarget }) => setTyped({ language, text: currentTarget.value })}
        onKeyDown={(event) => {
          if (event.key !== "Enter") return;
          event.preventDefault();
          event.currentTarget.blur();
        }}
        onBlur={() => {
          if (text.trim() === saved) return;
          const others = [...texts].filter(([other]) => other !== language);
          onAlt(Object.fromEntries(text.trim() === "" ? others : [...others, [language, text.trim()]]));
        }}
      />
      {locked ? null : (
        <Group gap={4}>
          <ActionIcon
            variant="default"
            aria-label={t("pictures.forward", { name })}
            disabled={first}
            onClick={() => onMove(-1)}
          >
            <IconArrowUp size={16} aria-hidden />
          </ActionIcon>
          <ActionIcon
            variant="default"
            aria-label={t("pictures.backward", { name })}
            disabled={last}
            onClick={() => onMove(1)}
          >
            <IconArrowDown size={16} aria-hidden />
          </ActionIcon>
          <ActionIcon
            variant="default"
            c="red"
            aria-label={t("pictures.remove", { name })}
            onClick={onRemove}
            ms="auto"
          >
            <IconTrash size={16} aria-hidden />
          </ActionIcon>
        </Group>
      )}
    </Stack>
  );
}
