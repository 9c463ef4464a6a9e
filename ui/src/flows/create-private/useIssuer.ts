/** Which authority and template issue: what was used last is proposed. */
import { useState } from "react";

import type { AuthorityId } from "../../api/generated/AuthorityId";
import type { AuthorityRow } from "../../api/generated/AuthorityRow";
import type { TemplateId } from "../../api/generated/TemplateId";
import type { TemplateRow } from "../../api/generated/TemplateRow";
import type { ApiError } from "../../api/errors";
import { useAuthorities, useTemplates } from "../../api/authorities";

const KEY = "certkeep.issuer";

export interface Issuer {
  authorities: readonly AuthorityRow[];
  /** Those of the chosen authority. */
  templates: readonly TemplateRow[];
  authority: AuthorityRow | undefined;
  template: TemplateRow | undefined;
  isPending: boolean;
  error: ApiError | null;
  /** Keeps the choice for the next time. */
  remember: () => void;
}

/** The chosen authority and template; what was used last, else the first that can issue, while nothing is chosen. */
export function useIssuer(authorityId: AuthorityId | null, templateId: TemplateId | null): Issuer {
  const all = useAuthorities();
  const templatesOfAll = useTemplates(null);
  const [last] = useState(readLast);
  const held = templatesOfAll.data ?? [];
  const authorities = (all.data ?? []).filter(({ id, issuing }) => issuing && held.some((template) => template.authorityId === id));
  const byTemplate = held.find(({ id }) => id === (templateId ?? last))?.authorityId;
  const authority = authorities.find(({ id }) => id === authorityId) ?? authorities.find(({ id }) => id === byTemplate) ?? authorities[0];
  const templates = held.filter((template) => template.authorityId === authority?.id);
  const template = templates.find(({ id }) => id === templateId) ?? templates.find(({ id }) => id === last) ?? templates[0];
  return {
    authorities,
    templates,
    authority,
    template,
    isPending: all.isPending || templatesOfAll.isPending,
    error: all.error ?? templatesOfAll.error,
    remember: () => {
      if (template !== undefined) localStorage.setItem(KEY, template.id);
    },
  };
}

function readLast(): TemplateId | null {
  return localStorage.getItem(KEY);
}
