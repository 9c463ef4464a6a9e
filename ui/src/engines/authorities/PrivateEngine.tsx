import { Add, DocumentImport } from "@carbon/icons-react";
import { Button } from "@carbon/react";
import { useNavigate } from "react-router";

import { useAuthorities } from "../../api/authorities";
import type { AuthorityRow } from "../../api/generated/AuthorityRow";
import { ErrorState, SkeletonTable } from "../../parts";
import { texts } from "../../texts";
import { enginePaths } from "../paths";
import { AuthoritiesTable } from "./AuthoritiesTable";
import { PresetTiles } from "./PresetTiles";
import { useAuthorityActs } from "./useAuthorityActs";

const words = texts.authorities;

/** The engine of private certificates: its authorities, or the way to the first. */
export function PrivateEngine() {
  const authorities = useAuthorities();
  if (authorities.isPending) return <SkeletonTable what={words.loading} rows={4} columns={6} />;
  if (authorities.isLoadingError) return <ErrorState message={authorities.error.message} help={authorities.error.help} onRetry={() => void authorities.refetch()} />;
  return authorities.data.length === 0 ? <PresetTiles /> : <Authorities authorities={authorities.data} />;
}

function Authorities({ authorities }: { authorities: readonly AuthorityRow[] }) {
  const navigate = useNavigate();
  const { actionsFor, dialog } = useAuthorityActs({ withView: true });
  return (
    <div className="ck-private-engine">
      <div className="ck-private-engine__bar">
        <Button kind="ghost" size="md" renderIcon={DocumentImport} onClick={() => void navigate(enginePaths.import)}>
          {words.import}
        </Button>
        <Button size="md" renderIcon={Add} onClick={() => void navigate(enginePaths.create)}>
          {words.createButton}
        </Button>
      </div>
      <AuthoritiesTable authorities={authorities} actionsFor={actionsFor} onOpen={({ id }) => void navigate(enginePaths.authority(id))} />
      {dialog}
    </div>
  );
}
