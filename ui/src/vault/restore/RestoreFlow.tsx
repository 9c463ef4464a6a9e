import { Button, Checkbox } from "@carbon/react";
import { Document } from "@carbon/icons-react";
import { useId, useState } from "react";

import type { VaultView } from "../../api/generated/VaultView";
import { useBackendCall } from "../../api/queries";
import { FlowTearsheet } from "../../parts";
import { texts } from "../../texts";
import { Problem } from "../Problem";
import { BackupFacts } from "./BackupFacts";
import { BackupKeyFields } from "./BackupKeyFields";
import { CheckedBackup } from "./CheckedBackup";
import "./Restore.scss";
import { useOpenBackup } from "./useOpenBackup";
import type { OpenedBackup } from "./useOpenBackup";

const words = texts.vault.restore;
const STEPS = [{ label: words.steps.file }, { label: words.steps.key }, { label: words.steps.confirm }];

interface RestoreFlowProps {
  vault: VaultView;
  onCancel: () => void;
  /** The backup has taken the vault's place. */
  onRestored: (restored: Restored) => void;
}

/** What was restored, and whether another vault was set aside for it. */
export interface Restored {
  fileName: string;
  replaced: boolean;
}

/** From a backup file to a vault: choose it, open and check it, set the present vault aside. */
export function RestoreFlow({ vault, onCancel, onRestored }: RestoreFlowProps) {
  const [step, setStep] = useState(0);
  // How it was at the start: the restore itself closes and opens the vault.
  const [replaces] = useState(vault.state !== "absent");
  const [agreed, setAgreed] = useState(!replaces);
  const [tried, setTried] = useState(false);
  const backup = useOpenBackup();
  const restore = useBackendCall("restoreBackup");
  const busy = backup.busy || restore.isPending;

  function confirm(): void {
    setTried(true);
    const request = backup.request();
    if (!agreed || request === null) return;
    restore.mutate(request, { onSuccess: () => onRestored({ fileName: backup.picked?.fileName ?? "", replaced: replaces }) });
  }
  const go = [() => setStep(1), () => backup.read(() => setStep(2)), confirm];

  return (
    <FlowTearsheet
      title={words.title}
      description={words.description}
      steps={STEPS}
      currentStep={step}
      primaryLabel={primaryLabel(step, backup.busy, restore.isPending)}
      primaryDisabled={backup.picked === null || (step === 1 && backup.typed.text === "")}
      busy={step > 0 && busy}
      dirty={backup.typed.text !== "" && !restore.isPending}
      onPrimary={go[step] ?? confirm}
      onBack={step === 0 ? undefined : () => setStep(step - 1)}
      onCancel={() => !restore.isPending && onCancel()}
    >
      <Problem problem={restore.error ?? backup.problem} />
      {step === 0 && <ChooseFile backup={backup} />}
      {step === 1 && <OpenBackup backup={backup} onEnter={go[1]} />}
      {step === 2 && <Agree backup={backup} replaces={replaces} folder={vault.folder} agreed={agreed} missing={tried && !agreed} onAgree={setAgreed} />}
    </FlowTearsheet>
  );
}

function primaryLabel(step: number, checking: boolean, restoring: boolean): string {
  if (step === 0) return words.next;
  if (step === 1) return checking ? words.checking : words.check;
  return restoring ? words.restoring : words.restore;
}

function ChooseFile({ backup: { picked, busy, pick } }: { backup: OpenedBackup }) {
  return (
    <>
      <p>{words.pickText}</p>
      {picked !== null && <BackupFacts backup={picked} />}
      <div>
        <Button kind="tertiary" size="md" renderIcon={Document} disabled={busy} onClick={pick}>
          {picked === null ? words.choose : words.another}
        </Button>
      </div>
    </>
  );
}

function OpenBackup({ backup, onEnter }: { backup: OpenedBackup; onEnter: (() => void) | undefined }) {
  return (
    <form
      className="ck-restore__form"
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        onEnter?.();
      }}
    >
      <BackupKeyFields backup={backup} />
    </form>
  );
}

interface AgreeProps {
  backup: OpenedBackup;
  /** There is a vault that is set aside. */
  replaces: boolean;
  folder: string;
  agreed: boolean;
  missing: boolean;
  onAgree: (agreed: boolean) => void;
}

function Agree({ backup, replaces, folder, agreed, missing, onAgree }: AgreeProps) {
  const id = useId();
  return (
    <>
      {backup.check !== null && <CheckedBackup check={backup.check} />}
      {backup.picked !== null && <BackupFacts backup={backup.picked} />}
      {replaces && (
        <div className="ck-restore__aside">
          <h2>{words.replaceTitle}</h2>
          <p>{words.replaceText(folder)}</p>
          <Checkbox
            id={id}
            labelText={words.setAsideConfirm}
            checked={agreed}
            invalid={missing}
            invalidText={words.missingConfirm}
            onChange={(_event, { checked }) => onAgree(checked)}
          />
        </div>
      )}
    </>
  );
}
