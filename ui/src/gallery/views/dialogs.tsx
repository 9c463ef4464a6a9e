import { useEffect, useRef } from "react";

import { ConfirmDialog, Page, TypeNameDialog, useNotify } from "../../parts";

const nothing = () => undefined;

export function DialogsView() {
  return (
    <ConfirmDialog open danger title="Delete this group?" confirmLabel="Delete" onConfirm={nothing} onCancel={nothing}>
      <p>The group “staging” is empty. Deleting it changes no secret.</p>
    </ConfirmDialog>
  );
}

export function TypeNameView() {
  return (
    <TypeNameDialog open title="Delete secret" name="shop.example.com" confirmLabel="Delete" onConfirm={nothing} onCancel={nothing}>
      The certificate, its private key and its 3 versions are removed from this computer. This cannot be undone.
    </TypeNameDialog>
  );
}

export function NotificationsView() {
  const notify = useNotify();
  const told = useRef(false);
  useEffect(() => {
    if (told.current) return;
    told.current = true;
    notify({ kind: "success", title: "Certificate imported", text: "shop.example.com is active." });
    notify({ kind: "info", title: "A backup is being written" });
    notify({ kind: "warning", title: "The chain is incomplete", text: "Some clients will not trust this certificate." });
    notify({ kind: "error", title: "The file could not be written", text: "The disk is full. Free some space and download again.", action: { label: "Download again", onSelect: nothing } });
  }, [notify]);
  return <Page title="Notifications" description="Successes leave by themselves; problems stay until they are closed." />;
}
