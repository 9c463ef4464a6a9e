import { Link } from "react-router";

import type { AuthorityId } from "../api/generated/AuthorityId";
import type { Notice } from "../api/generated/Notice";
import type { NoticeSeverity } from "../api/generated/NoticeSeverity";
import type { SecretId } from "../api/generated/SecretId";
import { useBackendCall } from "../api/queries";
import { MoreMenu, STATE_ICONS } from "../parts";
import type { RowAction, StateKind } from "../parts";
import { formatDateTime, texts } from "../texts";

const words = texts.notices;
const LOOKS: Record<NoticeSeverity, StateKind> = { information: "info", warning: "warning", error: "danger" };

/** Where what a notice is about is shown. */
export interface NoticeLinks {
  secret: (id: SecretId) => string;
  authority: (id: AuthorityId) => string;
}

interface NoticeItemProps {
  notice: Notice;
  links: NoticeLinks;
}

/** One notice: what happened and what to do, with the way there. */
export function NoticeItem({ notice, links }: NoticeItemProps) {
  const { id, at, severity, title, detail, read } = notice;
  const markRead = useBackendCall("readNotices");
  const remove = useBackendCall("deleteNotices");
  const Icon = STATE_ICONS[LOOKS[severity]];
  const link = linkOf(notice, links);
  const actions: RowAction[] = [
    ...(read ? [] : [{ key: "read", label: words.read, onSelect: () => markRead.mutate({ ids: [id] }) }]),
    { key: "delete", label: words.delete, danger: true, onSelect: () => remove.mutate({ ids: [id] }) },
  ];
  return (
    <li className="ck-notice" data-unread={!read || undefined}>
      <Icon size={20} className={`ck-notice__icon ck-notice__icon--${LOOKS[severity]}`} aria-label={words.kinds[severity]} role="img" />
      <div className="ck-notice__words">
        <h2 className="ck-notice__title">
          {title}
          {!read && <span className="ck-visually-hidden"> ({words.unread})</span>}
        </h2>
        {detail !== "" && <p className="ck-notice__detail">{detail}</p>}
        <p className="ck-notice__foot">
          <time dateTime={at}>{formatDateTime(new Date(at))}</time>
          {link !== null && (
            <Link
              className="cds--link"
              to={link.to}
              onClick={() => {
                if (!read) markRead.mutate({ ids: [id] });
              }}
            >
              {link.text}
            </Link>
          )}
        </p>
      </div>
      <MoreMenu label={words.actions(title)} subject={title} actions={actions} />
    </li>
  );
}

function linkOf({ secretId, authorityId }: Notice, links: NoticeLinks): { to: string; text: string } | null {
  if (secretId !== null) return { to: links.secret(secretId), text: words.openSecret };
  return authorityId === null ? null : { to: links.authority(authorityId), text: words.openAuthority };
}
