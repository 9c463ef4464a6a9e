import { useState } from "react";
import type { ReactNode } from "react";
import { useNavigate } from "react-router";

import { useAuthorities, useAuthorityViews } from "../../api/authorities";
import type { ApiError } from "../../api/errors";
import type { AuthorityRow } from "../../api/generated/AuthorityRow";
import { useBackendCall } from "../../api/queries";
import { canSign } from "../create/useAuthorityForm";
import { CrossSignDialog } from "../dialogs/CrossSignDialog";
import { DeleteAuthorityDialog } from "../dialogs/DeleteAuthorityDialog";
import { DownloadAuthorityDialog } from "../dialogs/DownloadAuthorityDialog";
import { EditAuthorityDialog } from "../dialogs/EditAuthorityDialog";
import { RevokeAuthorityDialog } from "../dialogs/RevokeAuthorityDialog";
import { RotateAuthorityDialog } from "../dialogs/RotateAuthorityDialog";
import { useNotify } from "../../parts";
import type { RowAction } from "../../parts";
import { texts } from "../../texts";
import { enginePaths } from "../paths";
import { useAuthorityDownload } from "../downloads";
import { authorityActions } from "./actions";
import type { AuthorityActs, AuthorityDialog } from "./actions";

const words = texts.authorities;

interface ActsState {
  /** The menu of an authority. */
  actionsFor: (authority: AuthorityRow) => RowAction[];
  acts: AuthorityActs;
  /** The dialog that is open, if any. */
  dialog: ReactNode;
}

interface ActsOptions {
  /** Where the person is sent once the authority is deleted. */
  onDeleted?: () => void;
  /** Adds the way to the page of the authority. */
  withView?: boolean;
}

const NO_AUTHORITIES: readonly AuthorityRow[] = [];

/** Everything that can be done with authorities, from the table and from their pages. */
export function useAuthorityActs({ onDeleted, withView = false }: ActsOptions = {}): ActsState {
  const navigate = useNavigate();
  const notify = useNotify();
  const authorities = useAuthorities().data ?? NO_AUTHORITIES;
  const views = useAuthorityViews(authorities.map(({ id }) => id));
  const [shown, setShown] = useState<{ dialog: AuthorityDialog; authority: AuthorityRow } | null>(null);
  const { download } = useAuthorityDownload();
  const sign = useBackendCall("signAuthority");
  const crl = useBackendCall("rotateCrl");
  const fail = ({ message, help }: ApiError) => notify({ kind: "error", title: message, text: help ?? undefined });

  const acts: AuthorityActs = {
    ...(withView && { view: ({ id }) => void navigate(enginePaths.authority(id)) }),
    show: (dialog, authority) => setShown({ dialog, authority }),
    download,
    addCertificate: ({ id }) => void navigate(enginePaths.signedCertificate(id)),
    signRequest: ({ id }) => void navigate(enginePaths.signRequest(id)),
    addTemplate: ({ id }) => void navigate(enginePaths.addTemplate(id)),
    signHere: ({ id }) => sign.mutate(id, { onSuccess: ({ row }) => notify({ kind: "success", title: words.notices.signed(row.name) }), onError: fail }),
    rotateCrl: ({ id }) => crl.mutate(id, { onSuccess: ({ row }) => notify({ kind: "success", title: words.notices.crl(row.name), text: row.crl === null ? undefined : words.notices.crlNumber(row.crl.number) }), onError: fail }),
  };
  const others = (authority: AuthorityRow) => authorities.filter((other) => other.id !== authority.id && canSign(other));

  return {
    acts,
    actionsFor: (authority) => authorityActions(authority, views.get(authority.id), others(authority).length > 0, acts),
    dialog: shown !== null && dialogOf(shown.dialog, shown.authority),
  };

  function dialogOf(dialog: AuthorityDialog, authority: AuthorityRow): ReactNode {
    const shared = { authority, onClose: () => setShown(null) };
    switch (dialog) {
      case "edit":
        return <EditAuthorityDialog {...shared} />;
      case "rotate":
        return <RotateAuthorityDialog {...shared} />;
      case "crossSign":
        return <CrossSignDialog {...shared} issuers={others(authority)} />;
      case "revoke":
        return <RevokeAuthorityDialog {...shared} />;
      case "download":
        return <DownloadAuthorityDialog {...shared} onDownload={(file) => download(authority, file)} />;
      case "delete":
        return <DeleteAuthorityDialog {...shared} onDeleted={onDeleted} />;
    }
  }
}
