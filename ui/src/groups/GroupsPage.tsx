import { Add } from "@carbon/icons-react";
import { Button } from "@carbon/react";
import { useState } from "react";

import type { GroupRow } from "../api/generated/GroupRow";
import { useGroups } from "../api/queries";
import { ErrorState, Page, SkeletonTable } from "../parts";
import { texts } from "../texts";
import { CreateGroupDialog } from "./CreateGroupDialog";
import { DeleteGroupDialog } from "./DeleteGroupDialog";
import { EditGroupDialog } from "./EditGroupDialog";
import { GroupsTable } from "./GroupsTable";

interface ShownDialog {
  kind: "edit" | "delete";
  group: GroupRow;
}

const words = texts.groups;

/** The secret groups: created, edited, and deleted when they are empty. */
export function GroupsPage() {
  const groups = useGroups();
  const [creating, setCreating] = useState(false);
  const [shown, setShown] = useState<ShownDialog | null>(null);
  const close = () => setShown(null);

  const create = (
    <Button size="md" renderIcon={Add} onClick={() => setCreating(true)}>
      {words.create}
    </Button>
  );
  return (
    <Page fill title={words.title} description={words.description} actions={create}>
      {groups.isPending && <SkeletonTable what={words.loading} rows={4} />}
      {groups.isLoadingError && <ErrorState message={groups.error.message} help={groups.error.help} onRetry={() => void groups.refetch()} />}
      {groups.data !== undefined && <GroupsTable groups={groups.data} onAct={(kind, group) => setShown({ kind, group })} />}
      {creating && <CreateGroupDialog onClose={() => setCreating(false)} />}
      {shown?.kind === "edit" && <EditGroupDialog group={shown.group} onClose={close} />}
      {shown?.kind === "delete" && <DeleteGroupDialog group={shown.group} onClose={close} />}
    </Page>
  );
}
