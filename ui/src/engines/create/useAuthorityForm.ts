/** The values of the form that makes an authority, the page that is shown, and sending them. */
import { useState } from "react";

import { useAuthorities } from "../../api/authorities";
import type { ApiError } from "../../api/errors";
import type { AuthorityContent } from "../../api/generated/AuthorityContent";
import type { AuthorityRow } from "../../api/generated/AuthorityRow";
import type { AuthorityView } from "../../api/generated/AuthorityView";
import { useBackendCall } from "../../api/queries";
import { EMPTY_AUTHORITY, STEPS, pageOf, startOf, toRequest } from "./values";
import type { AuthorityValues, AuthorityWay } from "./values";

export interface AuthorityForm {
  values: AuthorityValues;
  change: (changes: Partial<AuthorityValues>) => void;
  changeContent: (changes: Partial<AuthorityContent>) => void;
  choose: (way: AuthorityWay) => void;
  /** The authorities here that can sign another. */
  issuers: readonly AuthorityRow[];
  /** The page that is shown, counted from 0. */
  page: number;
  goTo: (page: number) => void;
  error: ApiError | null;
  busy: boolean;
  dirty: boolean;
  /** Counts refused tries, so that the form can lead to what is wrong. */
  refusals: number;
  submit: () => void;
}

/** A form for a new authority; `onDone` hears of it. */
export function useAuthorityForm(onDone: (authority: AuthorityView) => void): AuthorityForm {
  const call = useBackendCall("createAuthority");
  const authorities = useAuthorities();
  const [values, setValues] = useState(EMPTY_AUTHORITY);
  const [page, setPage] = useState(0);
  const [refusals, setRefusals] = useState(0);
  const issuers = (authorities.data ?? []).filter(canSign);

  function update(next: (values: AuthorityValues) => AuthorityValues): void {
    call.reset();
    setValues(next);
  }

  function refuse(error: ApiError): void {
    setPage(pageOf(error) ?? STEPS.length - 1);
    setRefusals((count) => count + 1);
  }

  return {
    values,
    change: (changes) => update((current) => ({ ...current, ...changes })),
    changeContent: (changes) => update((current) => ({ ...current, content: { ...current.content, ...changes } })),
    choose: (way) => update((current) => startOf(way, current)),
    issuers,
    page,
    goTo: setPage,
    error: call.error?.code === "cancelled" ? null : call.error,
    busy: call.isPending,
    dirty: values !== EMPTY_AUTHORITY,
    refusals,
    submit: () => call.mutate(toRequest(values, issuers[0]?.id ?? null), { onSuccess: onDone, onError: refuse }),
  };
}

/** Whether an authority can sign another one now. */
export function canSign({ status }: AuthorityRow): boolean {
  return status === "configured" || status === "certificate_template_required";
}
