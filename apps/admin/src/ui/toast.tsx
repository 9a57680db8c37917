import { notifications } from "@mantine/notifications";
import { IconCheck, IconX } from "@tabler/icons-react";

/** Says that something was done. */
export function toastDone(message: string, closeLabel: string): void {
  notifications.show({
    message,
    color: "green",
    icon: <IconCheck size={18} aria-hidden />,
    role: "status",
    withBorder: true,
    closeButtonProps: { "aria-label": closeLabel },
  });
}

/** Says that something went wrong; stays until it is closed. */
export function toastFailed(title: string, message: string, closeLabel: string): void {
  notifications.show({
    title,
    message,
    color: "red",
    icon: <IconX size={18} aria-hidden />,
    autoClose: false,
    role: "alert",
    withBorder: true,
    closeButtonProps: { "aria-label": closeLabel },
  });
}
