/** What can be done with a list of names that is to be issued. */
import { useQueryClient } from "@tanstack/react-query";

import type { ApiError } from "../../../api/errors";
import { useBackend } from "../../../api/BackendProvider";
import type { IssueRunId } from "../../../api/generated/IssueRunId";
import { useBackendCall } from "../../../api/queries";

export interface IssueWork {
  starting: boolean;
  cancelling: boolean;
  problem: ApiError | null;
  start: () => void;
  cancel: () => void;
  discard: () => void;
}

export function useIssueWork(id: IssueRunId): IssueWork {
  const backend = useBackend();
  const client = useQueryClient();
  const start = useBackendCall("startIssueRun");
  const cancel = useBackendCall("cancelIssueRun");
  return {
    starting: start.isPending,
    cancelling: cancel.isPending || cancel.isSuccess,
    problem: start.error ?? cancel.error,
    start: () => {
      cancel.reset();
      start.mutate(id, { onSuccess: () => void client.invalidateQueries({ queryKey: ["issueRun", id] }) });
    },
    cancel: () => cancel.mutate(id),
    discard: () => void backend.discardIssueRun(id).catch(() => undefined),
  };
}
