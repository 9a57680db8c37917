import { NavLink } from "@mantine/core";
import { createLink } from "@tanstack/react-router";

/** A line of the main navigation. Apart from the other links: pages before log-in need none of its weight. */
export const LinkNav = createLink(NavLink<"a">);
