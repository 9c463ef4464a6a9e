import { RadioButton, RadioButtonGroup } from "@carbon/react";
import { useState } from "react";

import { fieldErrors } from "../../api/errors";
import type { LockMode } from "../../api/generated/LockMode";
import type { SecretView } from "../../api/generated/SecretView";
import { useBackendCall } from "../../api/queries";
import { FormDialog, TextAreaField, TextField, useNotify } from "../../parts";
import { texts } from "../../texts";
import { generalProblem } from "../dialogs/problems";
import { VersionSelect } from "../dialogs/VersionSelect";

interface CreateLockDialogProps {
  secret: SecretView;
  onClose: () => void;
}

const words = texts.versions.locks.form;
const FIELDS = ["name", "description", "attributes"];
const MODES: readonly LockMode[] = ["none", "removePrevious", "removePreviousAndDelete"];

/** Puts a lock on a version. */
export function CreateLockDialog({ secret: { row, versions }, onClose }: CreateLockDialogProps) {
  const notify = useNotify();
  const create = useBackendCall("createLock");
  const errors = fieldErrors(create.error);
  const lockable = versions.filter(({ payloadAvailable }) => payloadAvailable);
  const [fields, setFields] = useState({ versionId: lockable[0]?.id ?? "", name: "", description: "", attributes: "" });
  const [mode, setMode] = useState<LockMode>("none");
  const chosen = versions.find(({ id }) => id === fields.versionId);
  // Only beside the current version is there one before it that the mode speaks of.
  const asksForMode = chosen?.isCurrent === true && versions.length > 1;
  const change = (changed: Partial<typeof fields>) => setFields({ ...fields, ...changed });

  function save(): void {
    const { versionId, ...rest } = fields;
    create.mutate(
      { version: { secretId: row.id, versionId }, ...rest, mode: asksForMode ? mode : "none" },
      {
        onSuccess: () => {
          notify({ kind: "success", title: words.done(fields.name.trim()), text: words.doneText(chosen?.number ?? 0, row.name) });
          onClose();
        },
      },
    );
  }

  return (
    <FormDialog
      title={words.title}
      submitLabel={words.submit}
      submitDisabled={fields.name.trim() === ""}
      problem={generalProblem(create.error, FIELDS)}
      busy={create.isPending}
      onSubmit={save}
      onCancel={onClose}
    >
      <div className="ck-locks__dialog">
        <TextField identifier name="name" label={words.name} helper={words.nameHelper} value={fields.name} error={errors.name} maxLength={256} onChange={(name) => change({ name })} />
        <VersionSelect versions={lockable} value={fields.versionId} onChange={(versionId) => change({ versionId })} />
        <TextField optional label={words.description} value={fields.description} error={errors.description} maxLength={1024} onChange={(description) => change({ description })} />
        <TextAreaField optional code label={words.attributes} helper={words.attributesHelper} value={fields.attributes} error={errors.attributes} onChange={(attributes) => change({ attributes })} />
        {asksForMode && (
          <RadioButtonGroup orientation="vertical" legendText={words.mode} name="lock-mode" valueSelected={mode} onChange={(value) => setMode(MODES.find((known) => known === value) ?? "none")}>
            {MODES.map((known) => (
              <RadioButton key={known} value={known} labelText={words.modes[known]} />
            ))}
          </RadioButtonGroup>
        )}
      </div>
    </FormDialog>
  );
}
