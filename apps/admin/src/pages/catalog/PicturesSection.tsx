import { ActionIcon, Group, SimpleGrid, Stack, TextInput, VisuallyHidden } from "@mantine/core";
import { IconArrowDown, IconArrowUp, IconFocusCentered, IconPhotoPlus, IconTrash } from "@tabler/icons-react";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useSearch } from "@tanstack/react-router";
import { lazy, Suspense, useState, type ReactNode } from "react";
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

/** Loaded when somebody asks for it. */
const FocalDialog = lazy(async () => ({ default: (await import("./FocalDialog.tsx")).FocalDialog }));

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
  const [said, setSaid] = useState("");
  const [dragged, setDragged] = useState<number | null>(null);
  const nth = (at: number): string => t("pictures.nth", { number: at + 1 });

  function move(from: number, to: number): void {
    const id = ids[from];
    if (id === undefined || to < 0 || to >= ids.length || from === to) return;
    const order = ids.toSpliced(from, 1).toSpliced(to, 0, id);
    arrange.mutate({ productId: product.id, pictures: order.map((one) => ({ id: one })) });
    setSaid(t("pictures.moved", { name: nth(from), place: format.number(to + 1), count: format.number(ids.length) }));
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
                name={nth(at)}
                locked={locked}
                first={at === 0}
                last={at === ids.length - 1}
                over={dragged !== null && dragged !== at}
                onDrag={(drags) => setDragged(drags ? at : null)}
                onDropHere={() => {
                  if (dragged !== null) move(dragged, at);
                  setDragged(null);
                }}
                onMove={(by) => move(at, at + by)}
                onRemove={() => remove.mutate({ productId: product.id, id: picture.id })}
                onChange={(change) =>
                  arrange.mutateAsync({
                    productId: product.id,
                    pictures: ids.map((id) => (id === picture.id ? { id, ...change } : { id })),
                  })
                }
              />
            ))}
          </SimpleGrid>
        )}
        <VisuallyHidden component="output">{said}</VisuallyHidden>
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
  /** Another picture is held above the page and may be let go here. */
  over: boolean;
  onDrag: (drags: boolean) => void;
  onDropHere: () => void;
  onMove: (by: 1 | -1) => void;
  onRemove: () => void;
  onChange: (change: { alt?: Record<string, string>; focal?: Picture["focal"] }) => Promise<unknown>;
}

function PictureCard(props: CardProps): ReactNode {
  const { picture, name, locked, first, last, over, onDrag, onDropHere, onMove, onRemove, onChange } = props;
  const { t } = useTranslation("catalog");
  const [pointing, setPointing] = useState(false);
  const [sending, setSending] = useState(false);
  function saveFocal(focal: Picture["focal"]): void {
    setSending(true);
    onChange({ focal })
      .then(() => setPointing(false))
      // The page has told what went wrong.
      .catch(() => undefined)
      .finally(() => setSending(false));
  }
  const { locale } = useSearch({ from: paths.product });
  const format = useFormat();
  const texts: ReadonlyMap<string, string> = new Map(Object.entries(picture.alt));
  const language = locale ?? [...texts.keys()][0] ?? format.language;
  const saved = texts.get(language) ?? "";
  const [typed, setTyped] = useState<{ readonly language: string; readonly text: string } | null>(null);
  const text = typed?.language === language ? typed.text : saved;
  return (
    <Stack
      gap={6}
      className="picture-card"
      data-over={over}
      onDragOver={(event) => {
        if (over) event.preventDefault();
      }}
      onDrop={(event) => {
        if (!over) return;
        event.preventDefault();
        onDropHere();
      }}
    >
      {/* oxlint-disable-next-line jsx-a11y/no-noninteractive-element-interactions -- the arrows below do the same for the keyboard */}
      <img
        src={picture.sizes[0]?.url ?? picture.url}
        alt={saved === "" ? name : saved}
        draggable={!locked}
        onDragStart={() => onDrag(true)}
        onDragEnd={() => onDrag(false)}
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
          const alt = Object.fromEntries(text.trim() === "" ? others : [...others, [language, text.trim()]]);
          void onChange({ alt }).catch(() => undefined);
        }}
      />
      {locked ? null : (
        <Group gap={4}>
          <ActionIcon
            variant="default"
            aria-label={t("pictures.forward", { name })}
            aria-disabled={first}
            {...(first ? { "data-disabled": true } : {})}
            onClick={() => onMove(-1)}
          >
            <IconArrowUp size={16} aria-hidden />
          </ActionIcon>
          <ActionIcon
            variant="default"
            aria-label={t("pictures.backward", { name })}
            aria-disabled={last}
            {...(last ? { "data-disabled": true } : {})}
            onClick={() => onMove(1)}
          >
            <IconArrowDown size={16} aria-hidden />
          </ActionIcon>
          <ActionIcon variant="default" aria-label={t("pictures.focal", { name })} onClick={() => setPointing(true)}>
            <IconFocusCentered size={16} aria-hidden />
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
      {pointing ? (
        <Suspense>
          <FocalDialog
            picture={picture}
            name={name}
            sending={sending}
            onSave={saveFocal}
            onClose={() => setPointing(false)}
          />
        </Suspense>
      ) : null}
    </Stack>
  );
}
