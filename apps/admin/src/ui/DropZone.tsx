import { Button, FileButton, Stack, Text } from "@mantine/core";
import { useState, type DragEvent, type ReactNode } from "react";

interface Props {
  /** Comma-separated types or endings, as `<input accept>` has them. */
  accept: string;
  multiple?: boolean;
  hint: string;
  buttonLabel: string;
  icon?: ReactNode;
  disabled?: boolean;
  onFiles: (files: File[]) => void;
}

/** A place to drop files on; the button does the same for keyboards. */
export function DropZone({
  accept,
  multiple = true,
  hint,
  buttonLabel,
  icon,
  disabled = false,
  onFiles,
}: Props): ReactNode {
  const [over, setOver] = useState(false);

  function take(files: readonly File[]): void {
    if (files.length > 0 && !disabled) onFiles(multiple ? [...files] : files.slice(0, 1));
  }
  function drop(event: DragEvent): void {
    event.preventDefault();
    setOver(false);
    take([...event.dataTransfer.files]);
  }

  return (
    <Stack
      className="drop-zone"
      data-over={over}
      align="center"
      gap="xs"
      onDragOver={(event) => {
        event.preventDefault();
        setOver(true);
      }}
      onDragLeave={() => setOver(false)}
      onDrop={drop}
    >
      {icon}
      <Text size="sm">{hint}</Text>
      <FileButton accept={accept} multiple onChange={take} disabled={disabled}>
        {(props) => (
          <Button variant="default" {...props} disabled={disabled}>
            {buttonLabel}
          </Button>
        )}
      </FileButton>
    </Stack>
  );
}
