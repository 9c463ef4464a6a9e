import { Checkbox } from "@carbon/react";
import { useId, useState } from "react";

import type { BatchView } from "../../api/generated/BatchView";
import { checkLabel } from "../../api/checks";
import { fieldErrors } from "../../api/errors";
import { useBackendCall, useGroups } from "../../api/queries";
import { GroupField, LabelsField } from "../../parts";
import { texts } from "../../texts";
import "./BatchOptions.scss";
import type { BatchWork } from "./useBatchWork";

const words = texts.many.batch;

interface BatchOptionsProps {
  batch: BatchView;
  work: BatchWork;
}

/** What goes for every certificate of the batch. */
export function BatchOptions({ batch, work }: BatchOptionsProps) {
  const id = useId();
  const groups = useGroups();
  const create = useBackendCall("createGroup");
  const [values, setValues] = useState({ groupId: batch.groupId, labels: batch.labels, keepExpired: batch.keepExpired });
  const errors = fieldErrors(work.optionsProblem);

  function change(changes: Partial<typeof values>): void {
    const next = { ...values, ...changes };
    setValues(next);
    work.edit(next);
  }

  return (
    <section className="ck-batch-options" aria-labelledby={`${id}-heading`}>
      <h2 id={`${id}-heading`} className="ck-batch-options__heading">
        {words.forAll}
      </h2>
      <GroupField
        groups={groups.data ?? []}
        value={values.groupId}
        error={errors.groupId ?? groups.error ?? undefined}
        onChange={(groupId) => change({ groupId })}
        onCreate={async (name, description) => (await create.mutateAsync({ name, description })).id}
      />
      <LabelsField
        optional
        label={texts.flows.import.labels}
        value={values.labels}
        check={checkLabel}
        error={errors.labels}
        onChange={(labels) => change({ labels })}
      />
      {batch.expired > 0 && (
        <Checkbox
          id={`${id}-expired`}
          labelText={words.keepExpired(batch.expired)}
          checked={values.keepExpired}
          onChange={(_, { checked }) => change({ keepExpired: checked })}
        />
      )}
    </section>
  );
}
