/** Writing a file of an authority to where the person says, and telling how that went. */
import type { AuthorityFile } from "../api/generated/AuthorityFile";
import type { AuthorityRow } from "../api/generated/AuthorityRow";
import { useBackendCall } from "../api/queries";
import { useNotify } from "../parts";
import { texts } from "../texts";

const words = texts.authorities.download;

interface AuthorityDownload {
  download: (authority: AuthorityRow, file: AuthorityFile) => void;
  busy: boolean;
}

export function useAuthorityDownload(): AuthorityDownload {
  const notify = useNotify();
  const call = useBackendCall("downloadAuthority");
  return {
    busy: call.isPending,
    download: ({ id }, file) =>
      call.mutate(
        { authorityId: id, file },
        {
          onSuccess: (written) => {
            if (written !== null) notify({ kind: "success", title: words.done, text: written.path });
          },
          onError: ({ message, help }) => notify({ kind: "error", title: message, text: help ?? undefined }),
        },
      ),
  };
}
