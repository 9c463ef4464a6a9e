import { Add } from "@carbon/icons-react";
import { Button } from "@carbon/react";

import { EmptyState, ErrorState, Page, SkeletonTable } from "../../parts";
import { Example } from "../Example";

export function StatesView() {
  return (
    <Page
      title="States of a page"
      description="A page has a heading, a description of one or two sentences, and its actions at the right."
      actions={
        <Button size="md" renderIcon={Add}>
          Add
        </Button>
      }
    >
      <Example title="EmptyState" row>
        <EmptyState
          title="No secrets yet"
          text="Drop a certificate file anywhere on this window, or add one by hand. Certkeep keeps it encrypted on this computer."
          action={<Button size="md">Add</Button>}
        />
        <EmptyState kind="nothing-found" title="Nothing found" text="No secret matches “exmaple”. Check the spelling or clear the filters." />
      </Example>
      <Example title="ErrorState">
        <ErrorState
          message="The secrets could not be read."
          help="The database is in use by another program. Close that program and try again."
          detail="database is locked"
          onRetry={() => undefined}
        />
      </Example>
      <Example title="SkeletonTable">
        <SkeletonTable what="secrets" rows={4} />
      </Example>
    </Page>
  );
}
