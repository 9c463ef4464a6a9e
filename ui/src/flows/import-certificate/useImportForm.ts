/** The values of the import form, what is wrong with them, and sending them. */
import { useState } from "react";

import { checkDescription, checkLabel, checkMetadata, checkName } from "../../api/checks";
import { fieldErrors } from "../../api/errors";
import type { ApiError } from "../../api/errors";
import type { GroupId } from "../../api/generated/GroupId";
import type { ImportCertificate } from "../../api/generated/ImportCertificate";
import type { SecretView } from "../../api/generated/SecretView";
import { useBackendCall, useGroups } from "../../api/queries";
import type { FieldProblem } from "../../parts";
import { useIntake } from "./useIntake";
import type { Intake } from "./useIntake";

export interface ImportValues {
  /** What the person typed; null while the suggestion stands. */
  name: string | null;
  description: string;
  /** Null for the default group. */
  groupId: GroupId | null;
  labels: string[];
  customMetadata: string;
  keepExpired: boolean;
}

const EMPTY: ImportValues = { name: null, description: "", groupId: null, labels: [], customMetadata: "", keepExpired: false };

/** The fields whose content is checked once the person has left them. */
export type CheckedField = "name" | "description" | "customMetadata";

/** The fields that show what is wrong with them. */
const FIELDS = ["name", "description", "labels", "customMetadata", "groupId", "certificate", "privateKey", "intermediate"] as const;

export type FormErrors = Partial<Record<(typeof FIELDS)[number], FieldProblem | string>>;

export interface ImportForm {
  intake: Intake;
  values: ImportValues;
  /** The name as the field shows it. */
  name: string;
  change: (changes: Partial<ImportValues>) => void;
  /** The person left the field: from now on it says what is wrong. */
  leave: (field: CheckedField) => void;
  /** What is wrong, by field. */
  errors: FormErrors;
  /** What went wrong and belongs to no field. */
  problem: ApiError | null;
  /** Whether something would be lost by closing. */
  dirty: boolean;
  /** Whether what was brought can be imported. */
  ready: boolean;
  busy: boolean;
  /** Counts refused tries, so that the form can lead to what is wrong. */
  refusals: number;
  submit: () => void;
}

/** An import form; `onDone` hears of the new secret. */
export function useImportForm(onDone: (secret: SecretView) => void): ImportForm {
  const intake = useIntake();
  const call = useBackendCall("importCertificate");
  const groups = useGroups();
  const [values, setValues] = useState(EMPTY);
  const [left, setLeft] = useState<readonly CheckedField[]>([]);
  const [refusals, setRefusals] = useState(0);

  const { preview } = intake;
  const name = values.name ?? preview?.suggestedName ?? "";
  const found = checksOf(values, name);
  const ready = isReady(intake, values.keepExpired);

  function change(changes: Partial<ImportValues>): void {
    call.reset();
    setValues((current) => ({ ...current, ...changes }));
  }

  function refuse(): void {
    setRefusals((count) => count + 1);
  }

  function submit(): void {
    setLeft(["name", "description", "customMetadata"]);
    if (preview === null || Object.values(found).some((problem) => problem !== undefined)) {
      refuse();
      return;
    }
    const defaultGroup = groups.data?.find(({ isDefault }) => isDefault)?.id ?? "";
    call.mutate(toRequest(values, name, preview.id, defaultGroup), { onSuccess: onDone, onError: refuse });
  }

  return {
    intake,
    values,
    name,
    change,
    leave: (field) => setLeft((fields) => [...fields, field]),
    errors: { ...fieldErrors(call.error), ...shown(found, left) },
    problem: problemOf(intake, call.error),
    dirty: intake.filled || values !== EMPTY,
    ready,
    busy: call.isPending,
    refusals,
    submit,
  };
}

/** What the whole form has to say, because no field can. */
export function problemOf({ problem }: Intake, sent: ApiError | null): ApiError | null {
  if (sent !== null && !FIELDS.some((field) => field === sent.field)) return sent;
  return problem?.field === null ? problem.error : null;
}

/** Whether the tray holds something that can become a version. */
export function isReady({ preview, busy }: Intake, keepExpired: boolean): boolean {
  return preview !== null && busy === null && preview.complete && (!preview.expired || keepExpired);
}

function checksOf({ description, labels, customMetadata }: ImportValues, name: string): Partial<Record<string, string | undefined>> {
  return {
    name: checkName(name),
    description: checkDescription(description),
    labels: labels.map(checkLabel).find((problem) => problem !== undefined),
    customMetadata: checkMetadata(customMetadata),
  };
}

/** The problems of the fields that the person has left. */
function shown(found: Partial<Record<string, string | undefined>>, left: readonly string[]): Partial<Record<string, string>> {
  const entries = Object.entries(found).filter((entry): entry is [string, string] => entry[1] !== undefined && left.includes(entry[0]));
  return Object.fromEntries(entries);
}

function toRequest(values: ImportValues, name: string, intakeId: string, defaultGroup: GroupId): ImportCertificate {
  const { description, groupId, labels, customMetadata, keepExpired } = values;
  return { intakeId, name, description, groupId: groupId ?? defaultGroup, labels, customMetadata, keepExpired };
}
