import { Folder, Locked, Settings, SettingsAdjust } from "@carbon/icons-react";
import type { ComponentType, ReactNode } from "react";

import { Page } from "../parts";
import { texts } from "../texts";

/** A page that the navigation leads to. */
export interface AppRoute {
  path: string;
  title: string;
  icon: ComponentType;
  page: ReactNode;
}

const { pages } = texts.app;

/** The pages in the order of the navigation; the first is where the app starts. */
export const routes: readonly [AppRoute, ...AppRoute[]] = [
  { path: "/secrets", title: pages.secrets, icon: Locked, page: <Page title={pages.secrets} /> },
  { path: "/groups", title: pages.groups, icon: Folder, page: <Page title={pages.groups} /> },
  { path: "/engines", title: pages.engines, icon: SettingsAdjust, page: <Page title={pages.engines} /> },
  { path: "/settings", title: pages.settings, icon: Settings, page: <Page title={pages.settings} /> },
];
