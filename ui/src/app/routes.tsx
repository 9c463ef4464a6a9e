import { Folder, Locked, RecentlyViewed, Settings, SettingsAdjust } from "@carbon/icons-react";
import type { ComponentType, ReactNode } from "react";
import { Route, Routes } from "react-router";

import { ActivityOfSecret, ActivityPage } from "../activity";
import { EnginesPages } from "../engines";
import { TrayFields } from "../flows/import-certificate";
import { GroupsPage } from "../groups";
import { SecretsPages } from "../secrets";
import { SettingsPage } from "../settings";
import { texts } from "../texts";
import { BackupActions, WaysIn } from "../vault";
import { AddSecret } from "./AddSecret";
import { CompleteRequest } from "./CompleteRequest";
import { CreatePrivate } from "./CreatePrivate";
import { CreateRequest } from "./CreateRequest";
import { ImportMany } from "./ImportMany";
import { IssueMany } from "./IssueMany";
import { paths } from "./paths";
import { RenewRequest } from "./RenewRequest";
import { RotateSecret } from "./RotateSecret";

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
  { path: paths.secrets, title: pages.secrets, icon: Locked, page: <Secrets /> },
  { path: paths.groups, title: pages.groups, icon: Folder, page: <GroupsPage /> },
  {
    path: paths.engines,
    title: pages.engines,
    icon: SettingsAdjust,
    page: <EnginesPages importPath={paths.importCertificate} secretPath={paths.secret} tray={(props) => <TrayFields {...props} />} />,
  },
  { path: paths.activity, title: pages.activity, icon: RecentlyViewed, page: <ActivityPage /> },
  {
    path: paths.settings,
    title: pages.settings,
    icon: Settings,
    page: <SettingsPage waysIn={<WaysIn />} backups={<BackupActions />} />,
  },
];

/** The pages of the secrets, and the flows that lie above them. */
function Secrets() {
  return (
    <>
      <SecretsPages activityOf={(id) => <ActivityOfSecret id={id} />} />
      <Routes>
        <Route path="add/request" element={<CreateRequest />} />
        <Route path="add/private" element={<CreatePrivate />} />
        <Route path="add/private/many" element={<IssueMany />} />
        <Route path="add/many/:batchId" element={<ImportMany />} />
        <Route path="add/*" element={<AddSecret />} />
        <Route path=":id/complete" element={<CompleteRequest />} />
        <Route path=":id/request" element={<RenewRequest />} />
        <Route path=":id/rotate" element={<RotateSecret />} />
        <Route path="*" element={null} />
      </Routes>
    </>
  );
}
