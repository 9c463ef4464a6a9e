import { useContext, useEffect, useEffectEvent } from "react";
import { useNavigate, useParams } from "react-router";

import { useBackend } from "../api/BackendProvider";
import { useBatch } from "../api/batches";
import type { BatchId } from "../api/generated/BatchId";
import { FormDropsContext } from "../flows/import-certificate";
import { ImportManyFlow } from "../flows/import-many";
import { paths } from "./paths";

/** Imports the batch in the address. Afterwards the secrets are shown. */
export function ImportMany() {
  const { batchId = "" } = useParams();
  const navigate = useNavigate();
  useOpenBatch(batchId);
  return <ImportManyFlow key={batchId} batchId={batchId} onClose={() => void navigate(paths.secrets, { replace: true })} />;
}

/** Files that are brought meanwhile take no place of their own: the person is asked first, and an import is not disturbed. */
function useOpenBatch(batchId: BatchId): void {
  const { register } = useContext(FormDropsContext);
  const backend = useBackend();
  const state = useBatch(batchId).data?.state;
  const holds = useEffectEvent(() => {
    if (state === "importing") return "work";
    return state === "ready" ? "something" : "nothing";
  });
  const discard = useEffectEvent(() => void backend.discardBatch(batchId).catch(() => undefined));
  useEffect(() => register({ receive: null, holds: () => holds(), discard: () => discard() }), [register]);
}
