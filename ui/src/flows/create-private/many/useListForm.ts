/** The values of the form that takes a list of names, and having it read. */
import { useState } from "react";

import { fieldErrors } from "../../../api/errors";
import type { ApiError } from "../../../api/errors";
import type { GroupId } from "../../../api/generated/GroupId";
import type { GroupRow } from "../../../api/generated/GroupRow";
import type { IssueRunView } from "../../../api/generated/IssueRunView";
import { useBackendCall } from "../../../api/queries";
import { rotationOf } from "../../../parts";
import type { FieldProblem } from "../../../parts";
import { texts } from "../../../texts";
import { useAllowedGroups } from "../useAllowedGroups";
import { useIssuer } from "../useIssuer";
import type { Issuer } from "../useIssuer";
import { EMPTY } from "../values";
import type { PrivateValues } from "../values";

export interface ListValues extends Pick<PrivateValues, "authorityId" | "templateId" | "labels" | "rotation" | "groupId"> {
  list: string;
}

export interface ListForm {
  values: ListValues;
  issuer: Issuer;
  groups: readonly GroupRow[];
  groupId: GroupId;
  change: (changes: Partial<ListValues>) => void;
  errors: Partial<Record<string, FieldProblem | string>>;
  problem: ApiError | null;
  ready: boolean;
  busy: boolean;
  dirty: boolean;
  submit: () => void;
}

const START: ListValues = { authorityId: EMPTY.authorityId, templateId: EMPTY.templateId, labels: EMPTY.labels, rotation: EMPTY.rotation, groupId: EMPTY.groupId, list: "" };
const FIELDS = ["list", "templateId", "labels", "rotation", "groupId"];

/** A form for a list; `onRead` hears of the run that was prepared from it. */
export function useListForm(onRead: (run: IssueRunView) => void): ListForm {
  const prepare = useBackendCall("prepareIssueRun");
  const [values, setValues] = useState(START);
  const issuer = useIssuer(values.authorityId, values.templateId);
  const { groups, groupId } = useAllowedGroups(issuer, values.groupId);
  const rotation = rotationOf(values.rotation);
  const templateId = issuer.template?.id;

  function submit(): void {
    if (templateId === undefined || rotation === undefined) return;
    issuer.remember();
    prepare.mutate({ templateId, groupId, labels: values.labels, rotation, list: values.list }, { onSuccess: onRead });
  }

  return {
    values,
    issuer,
    groups,
    groupId,
    change: (changes) => {
      prepare.reset();
      setValues((current) => ({ ...current, ...changes }));
    },
    errors: { ...(rotation === undefined && { rotation: texts.privateCertificates.rotation.invalid }), ...fieldErrors(prepare.error) },
    problem: prepare.error !== null && !FIELDS.includes(prepare.error.field ?? "") ? prepare.error : null,
    ready: templateId !== undefined && values.list.trim() !== "" && rotation !== undefined,
    busy: prepare.isPending,
    dirty: values !== START,
    submit,
  };
}
