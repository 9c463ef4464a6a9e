/** Writing what an authority publishes or signs to where the person says, and telling how that went. */
import type { ApiError } from "../api/errors";
import type { AuthorityFile } from "../api/generated/AuthorityFile";
import type { AuthorityRow } from "../api/generated/AuthorityRow";
import type { WrittenFile } from "../api/generated/WrittenFile";
import { useBackendCall } from "../api/queries";
import { useNotify } from "../parts";
import { texts } from "../texts";

const words = texts.authorities.download;

interface AuthorityDownload {
  download: (authority: AuthorityRow, file: AuthorityFile) => void;
  busy: boolean;
}

export function useAuthorityDownload(): AuthorityDownload {
  const told = useTelling();
  const call = useBackendCall("downloadAuthority");
  return { busy: call.isPending, download: ({ id }, file) => call.mutate({ authorityId: id, file }, told) };
}

interface SaveCertificates {
  /** Saves certificates in PEM. */
  save: (pem: string) => void;
  busy: boolean;
}

export function useSaveCertificates(): SaveCertificates {
  const told = useTelling();
  const call = useBackendCall("saveCertificates");
  return { busy: call.isPending, save: (pem) => call.mutate({ pem }, told) };
}

/** Nothing is said to a person who closed the dialog. */
function useTelling(): { onSuccess: (written: WrittenFile | null) => void; onError: (problem: ApiError) => void } {
  const notify = useNotify();
  return {
    onSuccess: (written) => {
      if (written !== null) notify({ kind: "success", title: words.done, text: written.path });
    },
    onError: ({ message, help }) => notify({ kind: "error", title: message, text: help ?? undefined }),
  };
}
