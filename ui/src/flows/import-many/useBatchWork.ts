/** What can be done with a batch. */
import { useQueryClient } from "@tanstack/react-query";
import { useState } from "react";

import { useBackend } from "../../api/BackendProvider";
import { ApiError } from "../../api/errors";
import type { BatchId } from "../../api/generated/BatchId";
import type { EditBatch } from "../../api/generated/EditBatch";
import type { EditBatchRow } from "../../api/generated/EditBatchRow";
import { keys, useBackendCall } from "../../api/queries";
import { useNotify } from "../../parts";
import { texts } from "../../texts";

const words = texts.many.batch;

/** What is changed in a row; the rest stays. */
export type RowChange = Partial<Pick<EditBatchRow, "name" | "chosen" | "asVersion">>;

export interface BatchWork {
  /** Whether something was changed that would be lost by leaving. */
  edited: boolean;
  starting: boolean;
  cancelling: boolean;
  /** What the core refused last. */
  problem: ApiError | null;
  /** What it refused in what goes for all certificates. */
  optionsProblem: ApiError | null;
  editRow: (index: number, change: RowChange) => void;
  edit: (options: Omit<EditBatch, "batchId">) => void;
  /** Fails when the password opens nothing, so that the field can say so. */
  unlock: (password: string) => Promise<void>;
  start: () => void;
  cancel: () => void;
  discard: () => void;
  copyReport: () => void;
}

const NO_CHANGE = { name: null, chosen: null, asVersion: null };

/** The work on this batch. */
export function useBatchWork(batchId: BatchId): BatchWork {
  const backend = useBackend();
  const client = useQueryClient();
  const rows = useBackendCall("editBatchRow");
  const options = useBackendCall("editBatch");
  const unlocking = useBackendCall("unlockBatch");
  const start = useBackendCall("importBatch");
  const cancel = useBackendCall("cancelBatch");
  const copyReport = useCopyReport(batchId);
  const [edited, setEdited] = useState(false);

  /** A batch is nobody else's: the core tells of its import, but not of what is changed here. */
  function changed(): void {
    setEdited(true);
    void client.invalidateQueries({ queryKey: keys.batch(batchId) });
  }

  return {
    edited,
    starting: start.isPending,
    cancelling: cancel.isPending || cancel.isSuccess,
    problem: rows.error ?? start.error ?? cancel.error,
    optionsProblem: options.error,
    editRow: (index, change) => rows.mutate({ ...NO_CHANGE, ...change, batchId, index }, { onSuccess: changed }),
    edit: (values) => options.mutate({ ...values, batchId }, { onSuccess: changed }),
    unlock: async (password) => {
      await unlocking.mutateAsync({ batchId, password });
      changed();
    },
    start: () => {
      cancel.reset();
      start.mutate(batchId);
    },
    cancel: () => cancel.mutate(batchId),
    discard: () => void backend.discardBatch(batchId).catch(() => undefined),
    copyReport,
  };
}

function useCopyReport(batchId: BatchId): () => void {
  const backend = useBackend();
  const notify = useNotify();

  async function copy(): Promise<void> {
    try {
      await backend.copyText(await backend.batchReport(batchId));
      notify({ kind: "success", title: words.copied, text: words.copiedText });
    } catch (thrown) {
      notify({ kind: "error", title: words.copyFailed, text: ApiError.from(thrown).message });
    }
  }
  return () => void copy();
}
