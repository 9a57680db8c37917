import { NavLink } from "@mantine/core";
import { createLink } from "@tanstack/react-router";

/** A line of the main navigation. Apart from the other links: pages before log-in need none of its weight. */
export const LinkNav = createLink(NavLink<"a">);

/** How the line of the page that is shown differs. */
export const activeLine = { active: true, "aria-current": "page" } as const;
