import { useBackend } from "../../api/BackendProvider";

/** Makes what a copy button does with a text. */
export function useCopyText(): (text: string) => () => Promise<void> {
  const backend = useBackend();
  return (text) => () => backend.copyText(text);
}
