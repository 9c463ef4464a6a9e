/** The values of the form that creates a private certificate, what the template says to them, and sending them. */
import { useEffect, useState } from "react";

import { checkDescription, checkLabel, checkName } from "../../api/checks";
import { fieldErrors } from "../../api/errors";
import type { ApiError } from "../../api/errors";
import type { CoreError } from "../../api/generated/CoreError";
import type { GroupId } from "../../api/generated/GroupId";
import type { GroupRow } from "../../api/generated/GroupRow";
import type { JudgePrivateCertificate } from "../../api/generated/JudgePrivateCertificate";
import type { PrivateJudgement } from "../../api/generated/PrivateJudgement";
import type { SecretView } from "../../api/generated/SecretView";
import { useJudgement } from "../../api/privateQueries";
import { useBackendCall } from "../../api/queries";
import { rotationOf } from "../../parts";
import type { FieldProblem } from "../../parts";
import { texts } from "../../texts";
import { useAllowedGroups } from "./useAllowedGroups";
import { useIssuer } from "./useIssuer";
import type { Issuer } from "./useIssuer";
import { EMPTY, nameFrom, toContent } from "./values";
import type { PrivateValues } from "./values";

/** How long the person pauses before the template is asked. */
const PAUSE_MS = 250;
/** Problems that are shown while the person still types; that something is missing is said only once it is sent. */
const SHOWN_AT_ONCE = ["ttl", "csr", "rotation", "groupId", "templateId", "excludeCommonName"];

export interface PrivateForm {
  values: PrivateValues;
  name: string;
  issuer: Issuer;
  /** The groups that the template allows. */
  groups: readonly GroupRow[];
  groupId: GroupId;
  /** The template names its groups, so no other is made. */
  groupsLimited: boolean;
  judgement: PrivateJudgement | undefined;
  change: (changes: Partial<PrivateValues>) => void;
  leave: (field: "name" | "description") => void;
  errors: Partial<Record<string, FieldProblem | string>>;
  /** What went wrong and belongs to no field that is shown. */
  problem: ApiError | null;
  dirty: boolean;
  busy: boolean;
  /** Counts refused tries, so that the form can lead to what is wrong. */
  refusals: number;
  submit: () => void;
  cancelKey: () => void;
}

/** A form for a new private certificate; `onDone` hears of the secret. */
export function usePrivateForm(onDone: (secret: SecretView) => void): PrivateForm {
  const call = useBackendCall("createPrivateCertificate");
  const cancel = useBackendCall("cancelKey");
  const [values, setValues] = useState(EMPTY);
  const [left, setLeft] = useState<readonly string[]>([]);
  const [refusals, setRefusals] = useState(0);
  const issuer = useIssuer(values.authorityId, values.templateId);
  const { groups, groupId, groupsLimited } = useAllowedGroups(issuer, values.groupId);
  const rotation = rotationOf(values.rotation);
  const templateId = issuer.template?.id;
  const asked: JudgePrivateCertificate | null = templateId === undefined || groupId === "" ? null : { templateId, groupId, content: toContent(values), rotation: rotation ?? null };
  const judgement = useJudgement(useSettled(asked));
  const name = values.name ?? nameFrom(judgement.data?.csrCommonName ?? values.commonName);
  const found = checksOf(values, name);
  const sent = call.error?.code === "cancelled" ? null : call.error;

  function refuse(): void {
    setRefusals((count) => count + 1);
  }

  function submit(): void {
    setLeft(["name", "description", "labels", "rotation"]);
    if (asked === null || rotation === undefined || Object.values(found).some((problem) => problem !== undefined)) {
      refuse();
      return;
    }
    const { description, labels } = values;
    call.mutate(
      { ...asked, name, description, labels, customMetadata: "" },
      {
        onSuccess: (secret) => {
          issuer.remember();
          onDone(secret);
        },
        onError: refuse,
      },
    );
  }

  const early = Object.fromEntries(Object.entries(found).filter(([field, problem]) => problem !== undefined && left.includes(field)));
  const live = Object.fromEntries((judgement.data?.problems ?? []).filter(({ field }) => SHOWN_AT_ONCE.includes(field ?? "")).map((problem) => [problem.field ?? "", problem]));
  return {
    values,
    name,
    issuer,
    groups,
    groupId,
    groupsLimited,
    judgement: judgement.data,
    change: (changes) => {
      call.reset();
      setValues((current) => ({ ...current, ...changes }));
    },
    leave: (field) => setLeft((fields) => [...fields, field]),
    errors: { ...live, ...fieldErrors(sent), ...early },
    problem: sent !== null && !hasField(sent) ? sent : null,
    dirty: values !== EMPTY,
    busy: call.isPending,
    refusals,
    submit,
    cancelKey: () => cancel.mutate(undefined),
  };
}

const FIELDS = ["name", "description", "authorityId", "templateId", "labels", "rotation", "groupId", "commonName", "dnsNames", "emailAddresses", "ipAddresses", "uris", "otherNames", "ttl", "csr"];

function hasField({ field }: CoreError): boolean {
  return field !== null && FIELDS.includes(field);
}

/** The value once it has been the same for a moment. */
function useSettled<T>(value: T): T {
  const text = JSON.stringify(value);
  const [settled, setSettled] = useState(text);
  useEffect(() => {
    const timer = setTimeout(() => setSettled(text), PAUSE_MS);
    return () => clearTimeout(timer);
  }, [text]);
  return JSON.parse(settled) as T;
}

function checksOf({ description, labels, rotation }: PrivateValues, name: string): Partial<Record<string, string | undefined>> {
  return {
    name: checkName(name),
    description: checkDescription(description),
    labels: labels.map(checkLabel).find((problem) => problem !== undefined),
    rotation: rotationOf(rotation) === undefined ? texts.privateCertificates.rotation.invalid : undefined,
  };
}
