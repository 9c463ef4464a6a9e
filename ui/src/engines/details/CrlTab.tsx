import { Download, Renew } from "@carbon/icons-react";
import { Button, InlineNotification } from "@carbon/react";

import type { AuthorityView } from "../../api/generated/AuthorityView";
import { EmptyState, KeyValueList } from "../../parts";
import { formatCount, formatDateTime, texts } from "../../texts";
import type { AuthorityActs } from "../authorities/actions";
import { durationWords } from "../fields/durationWords";

const { crl: words, options } = texts.authorities;

interface CrlTabProps {
  authority: AuthorityView;
  acts: AuthorityActs;
}

/** The revocation list of an authority as it stands. */
export function CrlTab({ authority: { row, content }, acts }: CrlTabProps) {
  const { crl } = row;
  if (crl === null) return <EmptyState headingLevel={3} title={words.none} text={words.noneText} />;
  return (
    <div className="ck-authority__scroll">
      {crl.overdue && <InlineNotification lowContrast hideCloseButton kind="warning" role="status" statusIconDescription={texts.parts.status.warning} title={words.overdue} subtitle={words.overdueText} />}
      {content.options.crlDisabled && <InlineNotification lowContrast hideCloseButton kind="info" role="status" statusIconDescription={texts.parts.status.info} title={words.disabled} subtitle={words.disabledText} />}
      <div className="ck-authority__actions">
        <Button size="md" renderIcon={Renew} onClick={() => acts.rotateCrl(row)}>
          {words.rebuild}
        </Button>
        <Button size="md" kind="tertiary" renderIcon={Download} onClick={() => acts.download(row, "crlDer")}>
          {words.der}
        </Button>
        <Button size="md" kind="tertiary" renderIcon={Download} onClick={() => acts.download(row, "crlPem")}>
          {words.pem}
        </Button>
      </div>
      <div className="ck-authority__grid">
        <KeyValueList
          label={words.list}
          items={[
            { label: words.number, value: formatCount(crl.number) },
            { label: words.entries, value: formatCount(crl.entries) },
            { label: words.thisUpdate, value: formatDateTime(new Date(crl.thisUpdate)) },
            { label: words.nextUpdate, value: formatDateTime(new Date(crl.nextUpdate)) },
            { label: options.crlExpiry, value: durationWords(content.options.crlExpiry) },
          ]}
        />
      </div>
    </div>
  );
}
