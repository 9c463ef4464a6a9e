/** What can be done with an authority, and why not. */
import type { AuthorityFile } from "../../api/generated/AuthorityFile";
import type { AuthorityRow } from "../../api/generated/AuthorityRow";
import type { AuthorityView } from "../../api/generated/AuthorityView";
import type { RowAction } from "../../parts";
import { texts } from "../../texts";

const words = texts.authorities.actions;

/** What opens a dialog. */
export type AuthorityDialog = "edit" | "rotate" | "crossSign" | "revoke" | "delete" | "download";

export interface AuthorityActs {
  /** Leads to the page of the authority. */
  view?: (authority: AuthorityRow) => void;
  show: (dialog: AuthorityDialog, authority: AuthorityRow) => void;
  download: (authority: AuthorityRow, file: AuthorityFile) => void;
  addCertificate: (authority: AuthorityRow) => void;
  signHere: (authority: AuthorityRow) => void;
  signRequest: (authority: AuthorityRow) => void;
  addTemplate: (authority: AuthorityRow) => void;
  rotateCrl: (authority: AuthorityRow) => void;
}

/** The menu of an authority. `view` says what is refused, once it is read; `hasOthers` that another could cross-sign it. */
export function authorityActions(row: AuthorityRow, view: AuthorityView | undefined, hasOthers: boolean, acts: AuthorityActs): RowAction[] {
  const signed = row.notAfter !== null;
  const usable = row.status === "configured" || row.status === "certificate_template_required";
  const action = (key: keyof typeof words.labels, onSelect: () => void, refused: string | null = null): RowAction => ({
    key,
    label: words.labels[key],
    onSelect,
    ...(refused !== null && { disabled: true, reason: refused }),
  });
  const unusable = usable ? null : words.notUsable;
  return [
    ...(acts.view === undefined ? [] : [action("view", () => acts.view?.(row))]),
    ...(row.status === "signed_certificate_required" ? [action("addCertificate", () => acts.addCertificate(row))] : []),
    ...(row.status === "signing_required" ? [action("signHere", () => acts.signHere(row))] : []),
    ...(row.kind === "intermediate" ? [action("addTemplate", () => acts.addTemplate(row), unusable)] : []),
    action("download", () => acts.show("download", row)),
    action("signRequest", () => acts.signRequest(row), unusable),
    action("rotateCrl", () => acts.rotateCrl(row), signed ? null : words.notSigned),
    ...(row.kind === "intermediate" ? [action("rotate", () => acts.show("rotate", row), view?.rotationRefused ?? null)] : []),
    action("crossSign", () => acts.show("crossSign", row), signed ? (hasOthers ? null : words.noOther) : words.notSigned),
    action("edit", () => acts.show("edit", row)),
    ...(row.kind === "intermediate" ? [{ ...action("revoke", () => acts.show("revoke", row), view?.revocationRefused ?? null), danger: true }] : []),
    { ...action("delete", () => acts.show("delete", row), view?.deletionRefused ?? null), danger: true },
  ];
}
