import { Checkbox, InlineNotification } from "@carbon/react";
import { useId } from "react";

import type { IntakeField } from "../../api/generated/IntakeField";
import type { IntakePreview } from "../../api/generated/IntakePreview";
import type { SecretId } from "../../api/generated/SecretId";
import type { SecretView } from "../../api/generated/SecretView";
import type { WarningCode } from "../../api/generated/WarningCode";
import { ErrorState, FlowTearsheet, ProblemNotice } from "../../parts";
import { texts } from "../../texts";
import { Warnings } from "./CertificatePreview";
import { IntakeFields } from "./IntakeFields";
import { useReceiveDrops } from "./OpenForm";
import "./RotateFlow.scss";
import { useRotation } from "./useRotation";
import type { Rotation } from "./useRotation";
import { VersionComparison } from "./VersionComparison";

const words = texts.flows.rotate;

export interface RotateFlowProps {
  secretId: SecretId;
  /** The new version is there. */
  onDone: (secret: SecretView) => void;
  onCancel: () => void;
}

/** Replaces the certificate of an imported secret by a new one that the person brings. */
export function RotateFlow({ secretId, onDone, onCancel }: RotateFlowProps) {
  const rotation = useRotation(secretId, onDone);
  const { intake, secret, problem } = rotation;
  // From the first moment on: what is dropped while the secret is still being read belongs here too.
  const hovered = useReceiveDrops(intake.receive);

  function cancel(): void {
    intake.discard();
    onCancel();
  }

  return (
    <FlowTearsheet
      title={secret === null ? words.untitled : words.title(secret.row.name)}
      description={words.description}
      steps={[{ label: words.step }]}
      currentStep={0}
      primaryLabel={words.action}
      primaryDisabled={!rotation.ready || !isImported(secret)}
      busy={rotation.busy}
      dirty={intake.filled}
      onPrimary={rotation.submit}
      onCancel={cancel}
      notice={problem === null ? undefined : <ProblemNotice problem={problem} />}
      aside={isImported(secret) ? <Result rotation={rotation} /> : undefined}
      asideHalf
    >
      <Content rotation={rotation} hovered={hovered} />
    </FlowTearsheet>
  );
}

interface ContentProps {
  rotation: Rotation;
  /** The field that files are held over. */
  hovered: IntakeField | null;
}

function Content({ rotation, hovered }: ContentProps) {
  const { secret, unavailable } = rotation;
  if (unavailable !== null) return <ErrorState message={unavailable.message} help={unavailable.help} />;
  if (secret === null) return null;
  if (!isImported(secret)) return <ErrorState message={words.notImported} help={words.notImportedText} />;
  return <NewVersion rotation={rotation} hovered={hovered} />;
}

function NewVersion({ rotation, hovered }: ContentProps) {
  const { intake, errors, keyFits, keepExpired, setKeepExpired, busy } = rotation;
  return (
    <>
      {keyFits ? <KeepKey rotation={rotation} /> : <Notice kind="info" title={words.nothingCarried} text={words.nothingCarriedText} />}
      <IntakeFields intake={intake} hovered={hovered} errors={errors} keepExpired={keepExpired} disabled={busy} onKeepExpired={setKeepExpired} />
    </>
  );
}

/** Offers the present key to a certificate that it belongs to. */
function KeepKey({ rotation: { keepsKey, setKeepsKey, busy } }: { rotation: Rotation }) {
  return (
    <div className="ck-rotate__keep">
      <Checkbox
        id={useId()}
        labelText={words.keepKey}
        helperText={words.keepKeyText}
        checked={keepsKey}
        disabled={busy}
        onChange={(_event, { checked }) => setKeepsKey(checked)}
      />
    </div>
  );
}

/** What rotating would change. */
function Result({ rotation: { intake, present, keepsKey } }: { rotation: Rotation }) {
  const { preview } = intake;
  return (
    <section className="ck-rotate__result" aria-labelledby={RESULT_HEADING}>
      <h2 id={RESULT_HEADING} className="ck-rotate__heading">
        {words.comparison}
      </h2>
      {preview !== null && present !== null && (
        <>
          <Losses preview={preview} present={present} keepsKey={keepsKey} />
          <Warnings warnings={preview.warnings.filter(({ code }) => !SAID_BY_LOSSES.includes(code))} />
        </>
      )}
      {present !== null && <VersionComparison present={present} preview={preview} keepsKey={keepsKey} labelledBy={RESULT_HEADING} />}
    </section>
  );
}

const RESULT_HEADING = "rotate-result";

/** Whether something is missing is compared with the present version here. */
const SAID_BY_LOSSES: readonly WarningCode[] = ["noPrivateKey", "chainIncomplete"];

interface LossesProps {
  preview: IntakePreview;
  present: NonNullable<Rotation["present"]>;
  keepsKey: boolean;
}

/** What the new version would lack that the present one has, and what would not change at all. */
function Losses({ preview, present: { version }, keepsKey }: LossesProps) {
  if (preview.facts === null) return null;
  const losesKey = version.privateKeyIncluded && preview.privateKey.source === null && !keepsKey;
  const losesIntermediate = version.intermediateIncluded && preview.intermediate.source === null;
  return (
    <>
      {preview.facts.fingerprintSha256 === version.fingerprintSha256 && <Notice kind="warning" title={words.identical} text={words.identicalText} />}
      {losesKey && <Notice kind="warning" title={words.keyMissing} text={words.keyMissingText} />}
      {losesIntermediate && <Notice kind="warning" title={words.intermediateMissing} text={words.intermediateMissingText} />}
    </>
  );
}

function Notice({ kind, title, text }: { kind: "info" | "warning"; title: string; text: string }) {
  return (
    <InlineNotification
      lowContrast
      hideCloseButton
      kind={kind}
      role="status"
      statusIconDescription={texts.parts.status[kind]}
      title={title}
      subtitle={text}
    />
  );
}

function isImported(secret: SecretView | null): boolean {
  return secret?.row.kind === "imported_cert";
}
