import type { ReactNode } from "react";

import { Page } from "../parts";
import { texts } from "../texts";
import { AppearanceSetting } from "./AppearanceSetting";
import { DatabaseCheckAction } from "./DatabaseCheckAction";
import { ActivityCheckAction } from "./ActivityCheckAction";
import { IdleLockSetting } from "./IdleLockSetting";
import { NotificationsSetting } from "./NotificationsSetting";
import { PublishingSetting } from "./PublishingSetting";
import { RetentionSetting } from "./RetentionSetting";
import { Section } from "./Section";

const words = texts.settings;

interface SettingsPageProps {
  /** The ways that open the vault. */
  waysIn: ReactNode;
  /** Writing, checking and restoring backups. */
  backups: ReactNode;
}

/** Everything about the vault and the app that a person can choose. */
export function SettingsPage({ waysIn, backups }: SettingsPageProps) {
  return (
    <Page title={words.title}>
      <Section {...words.vault}>{waysIn}</Section>
      <Section {...words.idle}>
        <IdleLockSetting />
      </Section>
      <Section {...words.versions}>
        <RetentionSetting />
      </Section>
      <Section {...words.notifications}>
        <NotificationsSetting />
      </Section>
      <Section {...words.publishing}>
        <PublishingSetting />
      </Section>
      <Section {...words.backup}>{backups}</Section>
      <Section {...words.database}>
        <DatabaseCheckAction />
      </Section>
      <Section title={texts.activity.settings.title} text={texts.activity.settings.text}>
        <ActivityCheckAction />
      </Section>
      <Section {...words.appearance}>
        <AppearanceSetting />
      </Section>
    </Page>
  );
}
