import { Edit } from "@carbon/icons-react";
import { Button, InlineNotification } from "@carbon/react";
import { Link } from "react-router";

import type { PrivateView } from "../../api/generated/PrivateView";
import { KeyValueList } from "../../parts";
import { formatDateTime, texts } from "../../texts";
import { Section } from "../details/Section";
import { authorityPath, templatePath } from "../paths";
import "./private.scss";

const { details: words, rotation, revoke } = texts.privateCertificates;
const { none } = texts.secrets;

interface PrivateSectionProps {
  view: PrivateView;
  onEditRotation: () => void;
}

/** Who issued it by which rules, and how it goes on. */
export function PrivateSection({ view, onEditRotation }: PrivateSectionProps) {
  return (
    <Section
      title={words.section}
      beside={
        <Button kind="ghost" size="sm" renderIcon={Edit} aria-label={words.editThis} onClick={onEditRotation}>
          {words.edit}
        </Button>
      }
    >
      <KeyValueList
        label={words.section}
        items={[
          { label: words.authority, value: <Authority view={view} /> },
          { label: words.template, value: <Template view={view} /> },
          { label: words.rotation, value: view.rotation === null ? rotation.none : rotation.policy(view.rotation.interval, view.rotation.unit) },
          { label: words.next, value: view.nextRotationAt === null ? none : formatDateTime(new Date(view.nextRotationAt)) },
          { label: words.lifetime, value: view.content.ttl === "" ? words.lifetimeDefault : view.content.ttl },
          { label: words.key, value: view.content.csr === "" ? words.keyHere : words.keyElsewhere },
        ]}
      />
    </Section>
  );
}

function Authority({ view: { authorityId, authorityName } }: { view: PrivateView }) {
  if (authorityId === null) return <>{authorityName}</>;
  return (
    <Link className="cds--link" to={authorityPath(authorityId)}>
      {authorityName}
    </Link>
  );
}

function Template({ view: { authorityId, templateId, templateName } }: { view: PrivateView }) {
  if (templateId === null || authorityId === null) return <>{words.templateGone(templateName)}</>;
  return (
    <Link className="cds--link" to={templatePath(authorityId)}>
      {templateName}
    </Link>
  );
}

/** What the person should know about it before anything else: that it is revoked, that a rotation did not work. */
export function PrivateNotices({ view: { revokedAt, revocationReason, rotationFailedAt, rotationFailure, retryAt } }: { view: PrivateView }) {
  const held = revocationReason === "certificateHold";
  const failure = rotationFailure === null ? null : [rotationFailure.message, rotationFailure.help, retryAt === null ? null : words.retry(formatDateTime(new Date(retryAt)))];
  return (
    <>
      {revokedAt !== null && (
        <Notice
          kind={held ? "warning" : "error"}
          title={(held ? words.held : words.revoked)(formatDateTime(new Date(revokedAt)))}
          text={held ? words.heldText : words.revokedText(revoke.reasons[revocationReason ?? "unspecified"][0])}
        />
      )}
      {failure !== null && rotationFailedAt !== null && (
        <Notice kind="error" title={words.failed(formatDateTime(new Date(rotationFailedAt)))} text={failure.filter((sentence) => sentence != null).join(" ")} />
      )}
    </>
  );
}

function Notice({ kind, title, text }: { kind: "warning" | "error"; title: string; text: string }) {
  return (
    <InlineNotification className="ck-private-notice" kind={kind} lowContrast hideCloseButton role="status" statusIconDescription={texts.parts.status[kind]} title={title} subtitle={text} />
  );
}
