import type { TemplateRow } from "../../api/generated/TemplateRow";
import { useBackendCall } from "../../api/queries";
import { ProblemNotice, TypeNameDialog, useNotify } from "../../parts";
import { texts } from "../../texts";

const words = texts.templates.deleteDialog;

interface DeleteTemplateDialogProps {
  template: TemplateRow;
  onClose: () => void;
}

/** Deletes a template, once its name was typed. */
export function DeleteTemplateDialog({ template: { id, name, secrets }, onClose }: DeleteTemplateDialogProps) {
  const notify = useNotify();
  const remove = useBackendCall("deleteTemplate");

  function confirm(): void {
    remove.mutate(
      { templateId: id, typedName: name },
      {
        onSuccess: () => {
          notify({ kind: "success", title: words.done, text: name });
          onClose();
        },
      },
    );
  }

  return (
    <TypeNameDialog open title={words.title(name)} name={name} confirmLabel={words.submit} busy={remove.isPending} onConfirm={confirm} onCancel={onClose}>
      {remove.error !== null && <ProblemNotice problem={remove.error} />}
      <p>{words.text(secrets)}</p>
    </TypeNameDialog>
  );
}
