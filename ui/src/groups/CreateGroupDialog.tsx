import { useBackendCall } from "../api/queries";
import { useNotify } from "../parts";
import { texts } from "../texts";
import { GroupForm } from "./GroupForm";

const words = texts.groups.createDialog;
const EMPTY = { name: "", description: "" };

/** Makes a group. */
export function CreateGroupDialog({ onClose }: { onClose: () => void }) {
  const notify = useNotify();
  const create = useBackendCall("createGroup");
  return (
    <GroupForm
      title={words.title}
      submitLabel={words.submit}
      start={EMPTY}
      error={create.error}
      busy={create.isPending}
      onSubmit={(values) =>
        create.mutate(values, {
          onSuccess: ({ name }) => {
            notify({ kind: "success", title: words.done, text: words.doneText(name) });
            onClose();
          },
        })
      }
      onCancel={onClose}
    />
  );
}
