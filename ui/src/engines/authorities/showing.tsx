import { StateTag } from "../../parts";
import type { StateKind } from "../../parts";
import type { AuthorityRow } from "../../api/generated/AuthorityRow";
import type { AuthorityStatus } from "../../api/generated/AuthorityStatus";
import type { Timestamp } from "../../api/generated/Timestamp";
import { formatDate, formatDateTime, texts } from "../../texts";

const words = texts.authorities;

const KINDS: Record<AuthorityStatus, StateKind> = {
  configured: "success",
  signing_required: "warning",
  signed_certificate_required: "warning",
  certificate_template_required: "info",
  expired: "danger",
  revoked: "danger",
};

/** How an authority stands. */
export function AuthorityStatusTag({ status, size = "sm" }: { status: AuthorityStatus; size?: "sm" | "md" }) {
  return <StateTag kind={KINDS[status]} text={words.statuses[status]} size={size} />;
}

const SOON_DAYS = 90;
const NOW_DAYS = 30;

/** When an authority expires; soon, it says in how many days. */
export function AuthorityExpiry({ authority: { notAfter, daysLeft } }: { authority: Pick<AuthorityRow, "notAfter" | "daysLeft"> }) {
  if (notAfter === null || daysLeft === null) return <>{words.none}</>;
  if (daysLeft < 0 || daysLeft > SOON_DAYS) return <DateText moment={notAfter} />;
  return (
    <span title={formatDateTime(new Date(notAfter))}>
      <StateTag kind={daysLeft <= NOW_DAYS ? "danger" : "warning"} text={words.expiresIn(daysLeft)} />
    </span>
  );
}

/** A day; the exact moment is its tooltip. */
export function DateText({ moment }: { moment: Timestamp }) {
  const date = new Date(moment);
  return (
    <time dateTime={moment} title={formatDateTime(date)}>
      {formatDate(date)}
    </time>
  );
}
