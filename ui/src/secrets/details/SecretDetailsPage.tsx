import { Button, InlineLoading } from "@carbon/react";
import { useEffect } from "react";
import type { ReactNode } from "react";
import { useNavigate, useParams } from "react-router";

import type { SecretId } from "../../api/generated/SecretId";
import type { SecretView } from "../../api/generated/SecretView";
import { useSecret } from "../../api/queries";
import type { SecretQuery } from "../../api/queries";
import { ErrorState, Page } from "../../parts";
import { texts } from "../../texts";
import { useSecretDialogs } from "../dialogs/useSecretDialogs";
import type { SecretDialogs } from "../dialogs/useSecretDialogs";
import { SECRETS_PATH } from "../paths";
import { PrivateNotices } from "../private/PrivateSection";
import { StatusTag } from "../showing";
import { DetailsActions } from "./DetailsActions";
import { DetailsPath } from "./DetailsPath";
import { DetailsTabs } from "./DetailsTabs";
import "./details.scss";

interface SecretDetailsPageProps {
  /** Goes to the table and shows what passes the filter. */
  onShow: (filter: Partial<SecretQuery>) => void;
  /** What was done with a secret. */
  activityOf: (id: SecretId) => ReactNode;
}

const words = texts.secrets;

/** Everything about one secret. */
export function SecretDetailsPage({ onShow, activityOf }: SecretDetailsPageProps) {
  const { id = "" } = useParams();
  const navigate = useNavigate();
  const goBack = () => void navigate(SECRETS_PATH);
  const secret = useSecret(id);
  const dialogs = useSecretDialogs(goBack);

  // A secret that is being deleted stays on the screen until the person is back at the table.
  const gone = secret.error?.code === "notFound" && !dialogs.isOpen;
  if (secret.data !== undefined && !gone) return <Details key={id} secret={secret.data} dialogs={dialogs} onShow={onShow} activityOf={activityOf} />;
  return (
    <Page title={words.details.sections} above={<DetailsPath />}>
      {secret.isPending && <InlineLoading description={words.details.loading} />}
      {secret.error !== null && (
        <ErrorState message={secret.error.message} help={secret.error.help} onRetry={gone ? undefined : () => void secret.refetch()} />
      )}
      {gone && (
        <div className="ck-details__back">
          <Button kind="tertiary" size="md" onClick={goBack}>
            {words.details.gone}
          </Button>
        </div>
      )}
    </Page>
  );
}

interface DetailsProps extends SecretDetailsPageProps {
  secret: SecretView;
  dialogs: SecretDialogs;
}

function Details({ secret, dialogs, onShow, activityOf }: DetailsProps) {
  const { row } = secret;
  useHeadingFocus();
  return (
    <Page
      title={row.name}
      above={<DetailsPath secret={row} />}
      beside={<StatusTag status={row.status} size="md" />}
      description={row.description === "" ? words.kindTitles[row.kind] : row.description}
      actions={<DetailsActions secret={row} current={secret.versions[0]} onAct={(kind) => dialogs.show(kind, row)} />}
    >
      {secret.private !== null && <PrivateNotices view={secret.private} />}
      <DetailsTabs
        secret={secret}
        onShow={onShow}
        onDownload={(versionId) => dialogs.show("download", row, versionId)}
        onAct={(kind, versionId) => dialogs.show(kind, row, versionId)}
        activityOf={activityOf}
      />
      {dialogs.dialog}
    </Page>
  );
}

/** Details are a page of their own: their heading takes the focus, so that they are read out and Tab starts there. */
function useHeadingFocus(): void {
  useEffect(() => {
    document.querySelector<HTMLElement>("[data-page-heading]")?.focus({ preventScroll: true });
  }, []);
}
