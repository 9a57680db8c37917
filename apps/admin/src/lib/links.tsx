import { Anchor, Button, type ButtonProps } from "@mantine/core";
import { createLink } from "@tanstack/react-router";
import type { ComponentPropsWithRef, ReactNode } from "react";

type AnchorButtonProps = ButtonProps & Omit<ComponentPropsWithRef<"a">, keyof ButtonProps>;

/** A link that looks like a button; it is an anchor, so it opens in a new tab as links do. */
function AnchorButton(props: AnchorButtonProps): ReactNode {
  return <Button component="a" {...props} />;
}

/** The router's typed links in the component library's clothes. */
export const LinkAnchor = createLink(Anchor<"a">);
export const LinkButton = createLink(AnchorButton);
