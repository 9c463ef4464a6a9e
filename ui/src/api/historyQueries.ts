/** What the screen reads of what was and what would be: activity, locks, comparisons, rotations. */
import { keepPreviousData, queryOptions, useQueries, useQuery } from "@tanstack/react-query";
import type { UseQueryResult } from "@tanstack/react-query";

import type { Backend } from "./backend";
import { useBackend } from "./BackendProvider";
import type { ApiError } from "./errors";
import type { ActivityPage } from "./generated/ActivityPage";
import type { ActivityRow } from "./generated/ActivityRow";
import type { CompareVersions } from "./generated/CompareVersions";
import type { Comparison } from "./generated/Comparison";
import type { FindRotation } from "./generated/FindRotation";
import type { ListActivity } from "./generated/ListActivity";
import type { LockRow } from "./generated/LockRow";
import type { RotationPreview } from "./generated/RotationPreview";
import type { SecretId } from "./generated/SecretId";
import { PAGE_SIZE, pageWith, pagesBetween } from "./queries";

/** Which entries are shown, without which part of them is on screen. */
export type ActivityQuery = Omit<ListActivity, "offset" | "limit">;

/** Everything that was done. */
export const ALL_ACTIVITY: ActivityQuery = { secretId: null, actions: [], search: "", since: null, until: null };

export interface ActivityRows {
  /** Entries that pass the filter, as soon as the first page is there. */
  total: number;
  /** The entry at this place, once its page is there. */
  rowAt: (index: number) => ActivityRow | undefined;
  isPending: boolean;
  /** What is shown belongs to the query before. */
  isPrevious: boolean;
  error: ApiError | null;
  retry: () => void;
}

/** The entries from `first` to `last`, newest first, read page by page. */
export function useActivityRows(query: ActivityQuery, first: number, last: number): ActivityRows {
  const backend = useBackend();
  const start = useQuery({ ...activityOptions(backend, query, 0), placeholderData: keepPreviousData });
  const shown = start.isPlaceholderData ? [] : pagesBetween(first, last);
  const pages = useQueries({ queries: shown.map((page) => activityOptions(backend, query, page)) });
  const failed = [start, ...pages].find(({ isLoadingError }) => isLoadingError);
  return {
    total: start.data?.total ?? 0,
    rowAt: (index) => pageWith(index, [start, ...pages])?.rows[index % PAGE_SIZE],
    isPending: start.isPending,
    isPrevious: start.isPlaceholderData,
    error: failed?.error ?? null,
    retry: () => void Promise.all([start, ...pages].filter(({ isError }) => isError).map(({ refetch }) => refetch())),
  };
}

function activityOptions(backend: Backend, query: ActivityQuery, page: number) {
  return queryOptions<ActivityPage, ApiError>({
    queryKey: ["activity", query, page],
    queryFn: () => backend.listActivity({ ...query, offset: page * PAGE_SIZE, limit: PAGE_SIZE }),
  });
}

/** The locks on every version of a secret. */
export function useLocks(id: SecretId): UseQueryResult<LockRow[], ApiError> {
  const backend = useBackend();
  return useQuery({ queryKey: ["secret", id, "locks"], queryFn: () => backend.listLocks(id) });
}

/** Two versions side by side; nothing is read while one of them is not chosen. */
export function useComparison(request: CompareVersions | null): UseQueryResult<Comparison, ApiError> {
  const backend = useBackend();
  const { left, right } = request ?? NOTHING_COMPARED;
  return useQuery({
    queryKey: ["secret", left.secretId, "comparison", left.versionId, right],
    queryFn: () => backend.compareVersions({ left, right }),
    enabled: request !== null,
    refetchOnMount: "always",
    placeholderData: keepPreviousData,
  });
}

const NO_VERSION = { secretId: "", versionId: "" };
const NOTHING_COMPARED: CompareVersions = { left: NO_VERSION, right: NO_VERSION };

/** What would come of rotating with what lies in the tray; `stamp` tells one filling of the tray from the next. */
export function useRotationPreview(request: FindRotation | null, stamp: string): UseQueryResult<RotationPreview, ApiError> {
  const backend = useBackend();
  const { secretId, intakeId } = request ?? { secretId: "", intakeId: "" };
  return useQuery({
    queryKey: ["secret", secretId, "rotation", intakeId, stamp],
    queryFn: () => backend.findRotation({ secretId, intakeId }),
    enabled: request !== null,
    gcTime: 0,
  });
}
