/** Reading what Certkeep tells of its own accord. */
import { keepPreviousData, useQuery } from "@tanstack/react-query";
import type { UseQueryResult } from "@tanstack/react-query";

import { useBackend } from "./BackendProvider";
import type { ApiError } from "./errors";
import type { NoticePage } from "./generated/NoticePage";

/** The newest notices, at most so many; those shown before stay while more are read. */
export function useNotices(unreadOnly: boolean, limit: number): UseQueryResult<NoticePage, ApiError> {
  const backend = useBackend();
  return useQuery({
    queryKey: ["notices", { unreadOnly, limit }],
    queryFn: () => backend.listNotices({ unreadOnly, offset: 0, limit }),
    placeholderData: keepPreviousData,
  });
}
