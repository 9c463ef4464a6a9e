import { ArrowsHorizontal } from "@carbon/icons-react";
import { Button, InlineLoading } from "@carbon/react";
import { useParams, useSearchParams } from "react-router";

import type { SecretId } from "../../api/generated/SecretId";
import type { SecretView } from "../../api/generated/SecretView";
import type { VersionId } from "../../api/generated/VersionId";
import { useComparison } from "../../api/historyQueries";
import { useSecret } from "../../api/queries";
import { EmptyState, ErrorState, Page } from "../../parts";
import { texts } from "../../texts";
import { DetailsPath } from "../details/DetailsPath";
import "./Compare.scss";
import { ComparisonTable } from "./ComparisonTable";
import { SideChoice } from "./SideChoice";

const words = texts.versions.compare;

/** What is compared with what: a secret, and one of its versions once that is chosen. */
interface Chosen {
  secretId: SecretId;
  versionId: VersionId | null;
}

/** Two versions or two secrets, field by field. The address says which, so that a comparison can be left and found again. */
export function ComparePage() {
  const { id = "" } = useParams();
  const [parameters, setParameters] = useSearchParams();
  const left: Chosen = { secretId: parameters.get("of") ?? id, versionId: parameters.get("version") };
  const right: Chosen = { secretId: parameters.get("with") ?? left.secretId, versionId: parameters.get("withVersion") };
  const secrets = { own: useSecret(id), left: useSecret(left.secretId), right: useSecret(right.secretId) };
  const refs = { left: refOf(left, secrets.left.data, null), right: refOf(right, secrets.right.data, left) };

  function show(nextLeft: Chosen, nextRight: Chosen): void {
    const chosen = [
      ["of", nextLeft.secretId],
      ["version", nextLeft.versionId],
      ["with", nextRight.secretId],
      ["withVersion", nextRight.versionId],
    ].filter((pair): pair is [string, string] => pair[1] !== null);
    setParameters(chosen, { replace: true });
  }

  const failed = secrets.left.error ?? secrets.right.error;
  return (
    <Page title={words.title} description={words.description} above={<DetailsPath secret={secrets.own.data?.row} below={words.title} />}>
      <div className="ck-compare">
        <div className="ck-compare__sides">
          <SideChoice
            label={words.left}
            secret={secrets.left.data}
            versionId={refs.left?.versionId ?? null}
            onSecret={(secretId) => show({ secretId, versionId: null }, right)}
            onVersion={(versionId) => show({ ...left, versionId }, { ...right, versionId: refs.right?.versionId ?? null })}
          />
          <div className="ck-compare__swap">
            <Button
              hasIconOnly
              kind="ghost"
              size="md"
              renderIcon={ArrowsHorizontal}
              iconDescription={words.swap}
              disabled={refs.left === null || refs.right === null}
              onClick={() => show({ ...right, ...refs.right }, { ...left, ...refs.left })}
            />
          </div>
          <SideChoice
            label={words.right}
            secret={secrets.right.data}
            versionId={refs.right?.versionId ?? null}
            onSecret={(secretId) => show({ ...left, versionId: refs.left?.versionId ?? null }, { secretId, versionId: null })}
            onVersion={(versionId) => show({ ...left, versionId: refs.left?.versionId ?? null }, { ...right, versionId })}
          />
        </div>
        {failed === null ? <Result {...refs} loading={secrets.left.isPending || secrets.right.isPending} /> : <ErrorState message={failed.message} help={failed.help} />}
      </div>
    </Page>
  );
}

interface Ref {
  secretId: SecretId;
  versionId: VersionId;
}

/** The version that was chosen, else the newest one with data that is not on the other side already. */
function refOf({ secretId, versionId }: Chosen, secret: SecretView | undefined, other: Chosen | null): Ref | null {
  if (secret === undefined) return null;
  const versions = secret.versions.filter(({ payloadAvailable }) => payloadAvailable).map(({ id }) => id);
  const taken = other?.secretId === secretId ? (other.versionId ?? versions[0]) : undefined;
  const found = versions.find((id) => id === versionId) ?? versions.find((id) => id !== taken);
  return found === undefined ? null : { secretId, versionId: found };
}

function Result({ left, right, loading }: { left: Ref | null; right: Ref | null; loading: boolean }) {
  const chosen = left === null || right === null ? null : { left, right };
  const comparison = useComparison(chosen);
  if (chosen === null) return loading ? null : <EmptyState title={words.choose.title} text={words.choose.text} />;
  if (comparison.error !== null) {
    return <ErrorState message={comparison.error.message} help={comparison.error.help} onRetry={() => void comparison.refetch()} />;
  }
  if (comparison.data === undefined) return <InlineLoading description={words.loading} />;
  return <ComparisonTable comparison={comparison.data} />;
}
