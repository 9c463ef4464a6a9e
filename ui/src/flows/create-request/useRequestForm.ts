/** The values of the form that makes a signing request, and sending them. */
import { useState } from "react";

import { checkDescription, checkLabel, checkName } from "../../api/checks";
import { fieldErrors } from "../../api/errors";
import type { ApiError } from "../../api/errors";
import type { GroupId } from "../../api/generated/GroupId";
import type { SecretView } from "../../api/generated/SecretView";
import { useBackendCall, useGroups } from "../../api/queries";
import type { FieldProblem } from "../../parts";
import { EMPTY_CONTENT, toContent } from "./content";
import type { ContentValues } from "./content";

export interface RequestValues {
  /** What the person typed; null while it follows the common name. */
  name: string | null;
  description: string;
  /** Null for the default group. */
  groupId: GroupId | null;
  labels: string[];
  content: ContentValues;
}

const EMPTY: RequestValues = { name: null, description: "", groupId: null, labels: [], content: EMPTY_CONTENT };

/** The fields of the secret that show what is wrong with them; the rest are the request's own. */
type SecretField = "name" | "description" | "labels" | "groupId";

export interface RequestForm {
  values: RequestValues;
  /** The name as the field shows it. */
  name: string;
  change: (changes: Partial<RequestValues>) => void;
  /** The person left the field: from now on it says what is wrong. */
  leave: (field: SecretField) => void;
  errors: Partial<Record<SecretField, FieldProblem | string>>;
  /** What the core said when everything was sent. */
  sent: ApiError | null;
  /** What went wrong and belongs to no field. */
  problem: ApiError | null;
  dirty: boolean;
  busy: boolean;
  /** Counts refused tries, so that the form can lead to what is wrong. */
  refusals: number;
  submit: () => void;
}

/** A form for a new signing request; `onDone` hears of the secret that waits for its certificate. */
export function useRequestForm(onDone: (secret: SecretView) => void): RequestForm {
  const call = useBackendCall("createRequest");
  const groups = useGroups();
  const [values, setValues] = useState(EMPTY);
  const [left, setLeft] = useState<readonly SecretField[]>([]);
  const [refusals, setRefusals] = useState(0);
  const name = values.name ?? nameFrom(values.content.subject.commonName);
  const found = checksOf(values, name);

  function refuse(): void {
    setRefusals((count) => count + 1);
  }

  function submit(): void {
    setLeft(["name", "description"]);
    if (Object.values(found).some((problem) => problem !== undefined)) {
      refuse();
      return;
    }
    const { description, labels, content } = values;
    const groupId = values.groupId ?? groups.data?.find(({ isDefault }) => isDefault)?.id ?? "";
    const request = { name, description, groupId, labels, customMetadata: "", content: toContent(content) };
    call.mutate(request, { onSuccess: onDone, onError: refuse });
  }

  const early = Object.fromEntries(Object.entries(found).filter(([field, problem]) => problem !== undefined && left.some((other) => other === field)));
  return {
    values,
    name,
    change: (changes) => {
      call.reset();
      setValues((current) => ({ ...current, ...changes }));
    },
    leave: (field) => setLeft((fields) => [...fields, field]),
    errors: { ...fieldErrors(call.error), ...early },
    sent: call.error,
    problem: call.error?.field === null ? call.error : null,
    dirty: values !== EMPTY,
    busy: call.isPending,
    refusals,
    submit,
  };
}

/** The nearest acceptable name to a common name. */
function nameFrom(commonName: string): string {
  return commonName.trim().replaceAll("*", "wildcard").replace(/[^A-Za-z0-9._-]/g, "-").replace(/^[^A-Za-z0-9]+|[^A-Za-z0-9]+$/g, "");
}

function checksOf({ description, labels }: RequestValues, name: string): Partial<Record<SecretField, string | undefined>> {
  return {
    name: checkName(name),
    description: checkDescription(description),
    labels: labels.map(checkLabel).find((problem) => problem !== undefined),
  };
}
