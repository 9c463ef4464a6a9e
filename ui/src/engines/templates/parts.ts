import type { ApiError } from "../../api/errors";
import type { TemplateContent } from "../../api/generated/TemplateContent";

/** What every part of the form gets. */
export interface PartProps {
  content: TemplateContent;
  onChange: (changes: Partial<TemplateContent>) => void;
  error: ApiError | null;
  disabled: boolean;
}
