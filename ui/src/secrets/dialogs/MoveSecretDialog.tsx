import { useState } from "react";

import { fieldErrors } from "../../api/errors";
import type { SecretRow } from "../../api/generated/SecretRow";
import { useBackendCall, useGroups } from "../../api/queries";
import { FormDialog, GroupField, useNotify } from "../../parts";
import { texts } from "../../texts";
import { generalProblem } from "./problems";

const words = texts.secrets.moveDialog;
const FIELDS = ["groupId"];

/** Puts a secret into another group, or into a new one. */
export function MoveSecretDialog({ secret, onClose }: { secret: SecretRow; onClose: () => void }) {
  const notify = useNotify();
  const groups = useGroups();
  const create = useBackendCall("createGroup");
  const move = useBackendCall("moveSecret");
  const [groupId, setGroupId] = useState(secret.groupId);
  const listed = groups.data ?? [{ id: secret.groupId, name: secret.groupName }];

  function save(): void {
    move.mutate(
      { id: secret.id, groupId },
      {
        onSuccess: ({ row }) => {
          notify({ kind: "success", title: words.done, text: words.doneText(row.name, row.groupName) });
          onClose();
        },
      },
    );
  }

  return (
    <FormDialog
      title={words.title(secret.name)}
      submitLabel={words.submit}
      submitDisabled={groupId === secret.groupId}
      problem={groups.error ?? generalProblem(move.error, FIELDS)}
      busy={move.isPending}
      onSubmit={save}
      onCancel={onClose}
    >
      <GroupField
        groups={listed}
        value={groupId}
        onChange={setGroupId}
        onCreate={async (name, description) => (await create.mutateAsync({ name, description })).id}
        helper={words.helper}
        error={fieldErrors(move.error).groupId}
      />
    </FormDialog>
  );
}
