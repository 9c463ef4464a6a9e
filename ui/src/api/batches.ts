/** Reading a batch: its totals, and its long lists page by page. */
import { keepPreviousData, queryOptions, useQueries, useQuery } from "@tanstack/react-query";
import type { UseQueryResult } from "@tanstack/react-query";

import { useBackend } from "./BackendProvider";
import type { BatchId } from "./generated/BatchId";
import type { BatchRow } from "./generated/BatchRow";
import type { BatchView } from "./generated/BatchView";
import type { Leftover } from "./generated/Leftover";
import type { ListBatchRows } from "./generated/ListBatchRows";
import type { ApiError } from "./errors";
import { PAGE_SIZE, keys } from "./queries";

/** Which rows of a batch are shown. */
export type BatchQuery = Omit<ListBatchRows, "offset" | "limit">;

export function useBatch(id: BatchId): UseQueryResult<BatchView, ApiError> {
  const backend = useBackend();
  return useQuery({ queryKey: keys.batch(id), queryFn: () => backend.findBatch(id) });
}

/** The rows from `first` to `last` of those that a query asks for. */
export function useBatchRows(query: BatchQuery, first: number, last: number): PagedRows<BatchRow> {
  const backend = useBackend();
  const read = (offset: number, limit: number) => backend.listBatchRows({ ...query, offset, limit });
  return usePages([...keys.batch(query.batchId), "rows", query], read, first, last);
}

/** The leftovers from `first` to `last`. */
export function useLeftovers(batchId: BatchId, first: number, last: number): PagedRows<Leftover> {
  const backend = useBackend();
  const read = (offset: number, limit: number) => backend.listLeftovers({ batchId, offset, limit });
  return usePages([...keys.batch(batchId), "leftovers"], read, first, last);
}

interface Page<Row> {
  total: number;
  offset: number;
  rows: Row[];
}

export interface PagedRows<Row> {
  /** How many rows there are, as soon as the first page is there. */
  total: number;
  /** The row at this place, once its page is there. */
  rowAt: (index: number) => Row | undefined;
  /** Nothing is there yet. */
  isPending: boolean;
  /** What is shown belongs to the query before. */
  isPrevious: boolean;
  /** Why nothing is there. */
  error: ApiError | null;
  retry: () => void;
}

type ReadPage<Row> = (offset: number, limit: number) => Promise<Page<Row>>;

/** The rows from `first` to `last` of a long list, read page by page. */
export function usePages<Row>(key: readonly unknown[], read: ReadPage<Row>, first: number, last: number): PagedRows<Row> {
  const start = useQuery({ ...pageOptions(key, read, 0), placeholderData: keepPreviousData });
  const shown = start.isPlaceholderData ? [] : pagesBetween(first, last);
  const others = useQueries({ queries: shown.map((page) => pageOptions(key, read, page)) });
  const pages = [start, ...others];
  return {
    total: start.data?.total ?? 0,
    rowAt: (index) => pages.find(({ data }) => data?.offset === offsetOf(index))?.data?.rows[index % PAGE_SIZE],
    isPending: start.isPending,
    isPrevious: start.isPlaceholderData,
    error: pages.find(({ isLoadingError }) => isLoadingError)?.error ?? null,
    retry: () => void Promise.all(pages.filter(({ isError }) => isError).map(({ refetch }) => refetch())),
  };
}

function pageOptions<Row>(key: readonly unknown[], read: ReadPage<Row>, page: number) {
  return queryOptions<Page<Row>, ApiError>({ queryKey: [...key, page], queryFn: () => read(page * PAGE_SIZE, PAGE_SIZE) });
}

function offsetOf(index: number): number {
  return Math.floor(index / PAGE_SIZE) * PAGE_SIZE;
}

/** The pages after the first one that hold the rows from `first` to `last`. */
function pagesBetween(first: number, last: number): number[] {
  const from = Math.max(1, Math.floor(first / PAGE_SIZE));
  const to = Math.floor(last / PAGE_SIZE);
  return Array.from({ length: Math.max(0, to - from + 1) }, (_, index) => from + index);
}
