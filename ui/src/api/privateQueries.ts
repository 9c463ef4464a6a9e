/** What the screen reads of private certificates: who issues them, what a template says, runs of many. */
import { keepPreviousData, useQuery } from "@tanstack/react-query";
import type { UseQueryResult } from "@tanstack/react-query";

import { useAuthorities, useTemplates } from "./authorities";
import { useBackend } from "./BackendProvider";
import { usePages } from "./batches";
import type { PagedRows } from "./batches";
import type { ApiError } from "./errors";
import type { IssueRow } from "./generated/IssueRow";
import type { IssueRunId } from "./generated/IssueRunId";
import type { IssueRunView } from "./generated/IssueRunView";
import type { JudgePrivateCertificate } from "./generated/JudgePrivateCertificate";
import type { ListIssueRows } from "./generated/ListIssueRows";
import type { PrivateJudgement } from "./generated/PrivateJudgement";

/** Whether an authority can issue through a template. */
export function useCanIssue(): boolean {
  const authorities = useAuthorities().data ?? [];
  const templates = useTemplates(null).data ?? [];
  return authorities.some(({ id, issuing }) => issuing && templates.some(({ authorityId }) => authorityId === id));
}

/** What the template says to a request; the answer before stays while another is read. */
export function useJudgement(request: JudgePrivateCertificate | null): UseQueryResult<PrivateJudgement, ApiError> {
  const backend = useBackend();
  return useQuery({
    queryKey: ["templates", "judgement", request],
    queryFn: () => backend.judgePrivateCertificate(request ?? NOTHING_ASKED),
    enabled: request !== null,
    placeholderData: keepPreviousData,
    gcTime: 0,
  });
}

const NO_NAMES = { dnsNames: [], emailAddresses: [], ipAddresses: [], uris: [], otherNames: [] };
const NOTHING_ASKED: JudgePrivateCertificate = {
  templateId: "",
  groupId: "",
  content: { commonName: "", altNames: NO_NAMES, excludeCommonName: false, ttl: "", csr: "" },
  rotation: null,
};

/** Which rows of a run are shown. */
export type IssueQuery = Omit<ListIssueRows, "offset" | "limit">;

export function useIssueRun(id: IssueRunId): UseQueryResult<IssueRunView, ApiError> {
  const backend = useBackend();
  return useQuery({ queryKey: ["issueRun", id], queryFn: () => backend.findIssueRun(id) });
}

/** The rows from `first` to `last` of a run. */
export function useIssueRows(query: IssueQuery, first: number, last: number): PagedRows<IssueRow> {
  const backend = useBackend();
  const read = (offset: number, limit: number) => backend.listIssueRows({ ...query, offset, limit });
  return usePages(["issueRun", query.runId, "rows", query], read, first, last);
}
