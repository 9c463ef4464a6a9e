import { InlineLoading } from "@carbon/react";
import { useState } from "react";

import { useAuthority } from "../../api/authorities";
import type { AuthorityOptions } from "../../api/generated/AuthorityOptions";
import type { AuthorityRow } from "../../api/generated/AuthorityRow";
import { useBackendCall } from "../../api/queries";
import { ConfirmDialog, FormDialog, useNotify } from "../../parts";
import { texts } from "../../texts";
import { AddressFields, CrlFields, MaxTtlField } from "../fields/OptionsFields";
import { problemOfAll } from "../fields/problems";

const words = texts.authorities.editDialog;

interface EditAuthorityDialogProps {
  authority: AuthorityRow;
  onClose: () => void;
}

/** Changes what can be changed about an authority: lifetimes, revocation list, addresses. */
export function EditAuthorityDialog({ authority, onClose }: EditAuthorityDialogProps) {
  const view = useAuthority(authority.id);
  if (view.data !== undefined) return <Form authority={authority} start={view.data.content.options} onClose={onClose} />;
  return (
    <ConfirmDialog open title={words.title(authority.name)} confirmLabel={words.submit} confirmDisabled onConfirm={onClose} onCancel={onClose}>
      <InlineLoading description={texts.authorities.details.loading} />
    </ConfirmDialog>
  );
}

function Form({ authority: { id, name }, start, onClose }: EditAuthorityDialogProps & { start: AuthorityOptions }) {
  const notify = useNotify();
  const edit = useBackendCall("editAuthority");
  const [options, setOptions] = useState(start);
  const fields = { value: options, error: edit.error, disabled: edit.isPending, onChange: (changes: Partial<AuthorityOptions>) => setOptions({ ...options, ...changes }) };

  function submit(): void {
    edit.mutate(
      { authorityId: id, options },
      {
        onSuccess: () => {
          notify({ kind: "success", title: words.done(name), text: words.doneText });
          onClose();
        },
      },
    );
  }

  return (
    <FormDialog title={words.title(name)} submitLabel={words.submit} problem={problemOfAll(edit.error, "maxTtl", "crlExpiry")} busy={edit.isPending} onSubmit={submit} onCancel={onClose}>
      <MaxTtlField {...fields} />
      <CrlFields {...fields} />
      <AddressFields {...fields} />
    </FormDialog>
  );
}
