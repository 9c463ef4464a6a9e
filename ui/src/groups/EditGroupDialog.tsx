import type { GroupRow } from "../api/generated/GroupRow";
import { useBackendCall } from "../api/queries";
import { useNotify } from "../parts";
import { texts } from "../texts";
import { GroupForm } from "./GroupForm";

const words = texts.groups.editDialog;

/** Renames or describes a group. */
export function EditGroupDialog({ group, onClose }: { group: GroupRow; onClose: () => void }) {
  const notify = useNotify();
  const edit = useBackendCall("editGroup");
  return (
    <GroupForm
      title={words.title}
      submitLabel={words.submit}
      start={{ name: group.name, description: group.description }}
      error={edit.error}
      busy={edit.isPending}
      onSubmit={(values) =>
        edit.mutate(
          { id: group.id, ...values },
          {
            onSuccess: ({ name }) => {
              notify({ kind: "success", title: words.done, text: name });
              onClose();
            },
          },
        )
      }
      onCancel={onClose}
    />
  );
}
