import { Anchor, Button, NavLink } from "@mantine/core";
import { createLink } from "@tanstack/react-router";

/** The router's typed links in the component library's clothes: real anchors, so they open in new tabs. */
export const LinkAnchor = createLink(Anchor<"a">);
export const LinkButton = createLink(Button<"a">);
export const LinkNav = createLink(NavLink<"a">);
