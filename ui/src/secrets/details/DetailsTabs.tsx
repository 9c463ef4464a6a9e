import { Tab, TabList, TabPanel, TabPanels, Tabs } from "@carbon/react";
import type { ReactNode } from "react";
import { useSearchParams } from "react-router";

import type { SecretId } from "../../api/generated/SecretId";
import type { SecretView } from "../../api/generated/SecretView";
import type { VersionId } from "../../api/generated/VersionId";
import type { SecretQuery } from "../../api/queries";
import { texts } from "../../texts";
import type { SecretDialogKind } from "../dialogs/useSecretDialogs";
import { LocksTab } from "../locks/LocksTab";
import { CertificateTab } from "./CertificateTab";
import { ChainTab } from "./ChainTab";
import { GeneralTab } from "./GeneralTab";
import { RequestTab } from "./RequestTab";
import { VersionsTab } from "./VersionsTab";

interface DetailsTabsProps {
  secret: SecretView;
  onShow: (filter: Partial<SecretQuery>) => void;
  /** Opens the download of a version. */
  onDownload: (versionId: VersionId) => void;
  /** Opens a dialog for the secret, or for a version of it. */
  onAct: (kind: SecretDialogKind, versionId?: VersionId) => void;
  activityOf: (id: SecretId) => ReactNode;
}

const words = texts.secrets.details;
const TABS = ["general", "request", "certificate", "chain", "versions", "locks", "activity"] as const;

/** The details in parts. The address says which one is shown, and of which version. */
export function DetailsTabs({ secret, onShow, onDownload, onAct, activityOf }: DetailsTabsProps) {
  const [parameters, setParameters] = useSearchParams();
  const tabs = TABS.filter((known) => known !== "request" || secret.hasRequest);
  const tab = tabs.find((known) => known === parameters.get("tab")) ?? "general";
  const version = secret.versions.find(({ id }) => id === parameters.get("version")) ?? secret.versions[0];

  function show(nextTab: string, versionId: VersionId | undefined): void {
    setParameters({ tab: nextTab, ...(versionId !== undefined && { version: versionId }) }, { replace: true });
  }
  const showCurrent = () => show(tab, undefined);

  return (
    <Tabs selectedIndex={tabs.indexOf(tab)} onChange={({ selectedIndex }) => show(tabs[selectedIndex] ?? "general", version?.id)}>
      <TabList aria-label={words.sections} className="ck-details__tabs">
        {tabs.map((known) => (
          <Tab key={known}>{words.tabs[known]}</Tab>
        ))}
      </TabList>
      <TabPanels>
        {tabs.map((known) => (
          <TabPanel key={known} className="ck-details__panel">
            {known === tab && panelOf(known)}
          </TabPanel>
        ))}
      </TabPanels>
    </Tabs>
  );

  function panelOf(shown: (typeof TABS)[number]) {
    switch (shown) {
      case "general":
        return <GeneralTab secret={secret} onShow={onShow} onEditRotation={() => onAct("editRotation")} />;
      case "request":
        return <RequestTab secretId={secret.row.id} />;
      case "certificate":
        return <CertificateTab secret={secret} version={version} onShowCurrent={showCurrent} />;
      case "chain":
        return <ChainTab secret={secret} version={version} onShowCurrent={showCurrent} />;
      case "versions":
        return <VersionsTab secret={secret} onDownload={onDownload} onAct={onAct} onView={(id) => show("certificate", id)} onLocks={() => show("locks", version?.id)} />;
      case "locks":
        return <LocksTab secret={secret} />;
      case "activity":
        return activityOf(secret.row.id);
    }
  }
}
