/** The values of the form that signs a request, and sending them. */
import { useState } from "react";

import { useTemplates } from "../../api/authorities";
import type { ApiError } from "../../api/errors";
import type { AltNamesContent } from "../../api/generated/AltNamesContent";
import type { AuthorityView } from "../../api/generated/AuthorityView";
import type { SignedCertificate } from "../../api/generated/SignedCertificate";
import type { TemplateRow } from "../../api/generated/TemplateRow";
import { useBackendCall } from "../../api/queries";
import { EMPTY_AUTHORITY } from "../create/values";

export interface SignValues {
  /** Signed as an authority, or through a template. */
  as: "authority" | "leaf";
  csr: string;
  templateId: string | null;
  /** The request's own subject and names count. */
  useCsrValues: boolean;
  commonName: string;
  altNames: AltNamesContent;
  ttl: string;
  maxPathLength: number | null;
}

export interface SignForm {
  values: SignValues;
  change: (changes: Partial<SignValues>) => void;
  templates: readonly TemplateRow[];
  error: ApiError | null;
  busy: boolean;
  dirty: boolean;
  ready: boolean;
  submit: () => void;
}

/** A form that signs by an authority; `onSigned` hears of the certificate. */
export function useSignForm({ row, content }: AuthorityView, onSigned: (signed: SignedCertificate) => void): SignForm {
  const asAuthority = useBackendCall("signAuthorityRequest");
  const asLeaf = useBackendCall("signLeafRequest");
  const templates = useTemplates(row.id).data ?? [];
  const [values, setValues] = useState<SignValues>({ ...START, as: row.issuing ? "leaf" : "authority" });
  const [dirty, setDirty] = useState(false);
  const { as, csr, useCsrValues, commonName, altNames, ttl, maxPathLength } = values;
  const templateId = values.templateId ?? templates[0]?.id ?? null;

  function submit(): void {
    if (as === "leaf") {
      if (templateId !== null) asLeaf.mutate({ templateId, content: { commonName, altNames, excludeCommonName: false, ttl, csr } }, { onSuccess: onSigned });
      return;
    }
    const asked = { ...EMPTY_AUTHORITY.content, keyAlgorithm: content.keyAlgorithm, commonName, altNames, ttl, maxPathLength, options: content.options };
    asAuthority.mutate({ authorityId: row.id, csr, useCsrValues, content: asked }, { onSuccess: onSigned });
  }

  return {
    values: { ...values, templateId },
    change: (changes) => {
      asAuthority.reset();
      asLeaf.reset();
      setDirty(true);
      setValues((current) => ({ ...current, ...changes }));
    },
    templates,
    error: asAuthority.error ?? asLeaf.error,
    busy: asAuthority.isPending || asLeaf.isPending,
    dirty,
    ready: csr.trim() !== "" && (as === "authority" || templateId !== null),
    submit,
  };
}

const START: SignValues = { as: "leaf", csr: "", templateId: null, useCsrValues: true, commonName: "", altNames: EMPTY_AUTHORITY.content.altNames, ttl: "", maxPathLength: null };
