/** The values of the form of a template, and sending them. */
import { useState } from "react";

import type { ApiError } from "../../api/errors";
import type { AuthorityId } from "../../api/generated/AuthorityId";
import type { TemplateContent } from "../../api/generated/TemplateContent";
import type { TemplateId } from "../../api/generated/TemplateId";
import type { TemplateRow } from "../../api/generated/TemplateRow";
import { useBackendCall } from "../../api/queries";

export interface TemplateStart {
  name: string;
  content: TemplateContent;
}

export interface TemplateForm {
  name: string;
  content: TemplateContent;
  changeName: (name: string) => void;
  change: (changes: Partial<TemplateContent>) => void;
  error: ApiError | null;
  busy: boolean;
  dirty: boolean;
  refusals: number;
  submit: () => void;
}

interface FormOptions {
  authorityId: AuthorityId;
  /** The template that is changed; a new one is made without. */
  templateId: TemplateId | null;
  start: TemplateStart;
  onDone: (template: TemplateRow) => void;
}

export function useTemplateForm({ authorityId, templateId, start, onDone }: FormOptions): TemplateForm {
  const create = useBackendCall("createTemplate");
  const edit = useBackendCall("editTemplate");
  const [name, setName] = useState(start.name);
  const [content, setContent] = useState(start.content);
  const [refusals, setRefusals] = useState(0);
  const [dirty, setDirty] = useState(false);

  function touched(): void {
    create.reset();
    edit.reset();
    setDirty(true);
  }

  function submit(): void {
    const heard = { onSuccess: onDone, onError: () => setRefusals((count) => count + 1) };
    if (templateId === null) create.mutate({ name, authorityId, content }, heard);
    else edit.mutate({ templateId, name, content }, heard);
  }

  return {
    name,
    content,
    changeName: (next) => {
      touched();
      setName(next);
    },
    change: (changes) => {
      touched();
      setContent((current) => ({ ...current, ...changes }));
    },
    error: create.error ?? edit.error,
    busy: create.isPending || edit.isPending,
    dirty,
    refusals,
    submit,
  };
}
