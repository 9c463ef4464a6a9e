import { Tab, TabList, TabPanel, TabPanels, Tabs } from "@carbon/react";
import { useNavigate, useParams } from "react-router";

import { Page } from "../parts";
import { texts } from "../texts";
import { PrivateEngine } from "./authorities/PrivateEngine";
import { EnginePanel } from "./EnginePanel";

const words = texts.engines;

/** The engines in the order of their tabs. */
const ENGINES = ["public", "private"] as const;

interface EnginesPageProps {
  /** The address of the page; each tab has one below it. */
  path: string;
  /** Where the import of a certificate begins. */
  importPath: string;
}

/** What will issue certificates, one tab for each engine. */
export function EnginesPage({ path, importPath }: EnginesPageProps) {
  const navigate = useNavigate();
  const { "*": shown } = useParams();
  const index = Math.max(0, ENGINES.findIndex((engine) => engine === shown?.split("/")[0]));
  return (
    <Page fill title={words.title} description={words.description}>
      <Tabs selectedIndex={index} onChange={({ selectedIndex }) => void navigate(`${path}/${ENGINES[selectedIndex] ?? ENGINES[0]}`, { replace: true })}>
        <TabList aria-label={words.tabs}>
          {ENGINES.map((engine) => (
            <Tab key={engine}>{words[engine].tab}</Tab>
          ))}
        </TabList>
        <TabPanels>
          {ENGINES.map((engine, place) => (
            <TabPanel key={engine} className="ck-engine-panel">
              {place === index && (engine === "private" ? <PrivateEngine /> : <EnginePanel words={words.public} onImport={() => void navigate(importPath)} />)}
            </TabPanel>
          ))}
        </TabPanels>
      </Tabs>
    </Page>
  );
}
