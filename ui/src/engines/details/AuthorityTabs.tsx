import { Tab, TabList, TabPanel, TabPanels, Tabs } from "@carbon/react";
import { useSearchParams } from "react-router";

import type { AuthorityView } from "../../api/generated/AuthorityView";
import { texts } from "../../texts";
import type { AuthorityActs } from "../authorities/actions";
import { AUTHORITY_TABS } from "../paths";
import type { AuthorityTab } from "../paths";
import { CrlTab } from "./CrlTab";
import { DetailsTab } from "./DetailsTab";
import "./details.scss";
import { IssuedTab } from "./IssuedTab";
import { TemplatesTab } from "./TemplatesTab";
import { TrustTab } from "./TrustTab";

const words = texts.authorities.details;

interface AuthorityTabsProps {
  authority: AuthorityView;
  acts: AuthorityActs;
  secretPath: (id: string) => string;
}

/** An authority in parts. The address says which one is shown. */
export function AuthorityTabs({ authority, acts, secretPath }: AuthorityTabsProps) {
  const [parameters, setParameters] = useSearchParams();
  const { row } = authority;
  const tabs = AUTHORITY_TABS.filter((tab) => (tab !== "templates" || row.kind === "intermediate") && (tab !== "trust" || row.kind === "root"));
  const tab = tabs.find((known) => known === parameters.get("tab")) ?? "details";

  return (
    <Tabs selectedIndex={tabs.indexOf(tab)} onChange={({ selectedIndex }) => setParameters({ tab: tabs[selectedIndex] ?? "details" }, { replace: true })}>
      <TabList aria-label={words.sections} className="ck-authority__tabs">
        {tabs.map((known) => (
          <Tab key={known}>{words.tabs[known]}</Tab>
        ))}
      </TabList>
      <TabPanels>
        {tabs.map((known) => (
          <TabPanel key={known} className="ck-authority__panel">
            {known === tab && panelOf(known)}
          </TabPanel>
        ))}
      </TabPanels>
    </Tabs>
  );

  function panelOf(shown: AuthorityTab) {
    switch (shown) {
      case "details":
        return <DetailsTab authority={authority} />;
      case "templates":
        return <TemplatesTab authority={row} onAdd={() => acts.addTemplate(row)} />;
      case "issued":
        return <IssuedTab key="issued" authorityId={row.id} revokedOnly={false} secretPath={secretPath} />;
      case "revoked":
        return <IssuedTab key="revoked" authorityId={row.id} revokedOnly secretPath={secretPath} />;
      case "crl":
        return <CrlTab authority={authority} acts={acts} />;
      case "trust":
        return <TrustTab authorityId={row.id} />;
    }
  }
}
