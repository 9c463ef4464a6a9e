/** What the screen reads and how it changes things: keys, hooks, and what each event makes stale. */
import { keepPreviousData, queryOptions, useMutation, useQueries, useQuery, useQueryClient } from "@tanstack/react-query";
import type { QueryKey, UseMutationResult, UseQueryResult } from "@tanstack/react-query";
import { useEffect, useEffectEvent } from "react";

import type { Backend } from "./backend";
import { useBackend } from "./BackendProvider";
import type { ApiError } from "./errors";
import type { BatchId } from "./generated/BatchId";
import type { CertificateView } from "./generated/CertificateView";
import type { AuthorityId } from "./generated/AuthorityId";
import type { CoreEvent } from "./generated/CoreEvent";
import type { ExpiryOverview } from "./generated/ExpiryOverview";
import type { DestinationRow } from "./generated/DestinationRow";
import type { FormatRow } from "./generated/FormatRow";
import type { GroupRow } from "./generated/GroupRow";
import type { PublishingView } from "./generated/PublishingView";
import type { LabelCount } from "./generated/LabelCount";
import type { ListSecrets } from "./generated/ListSecrets";
import type { OverviewRequest } from "./generated/OverviewRequest";
import type { RequestView } from "./generated/RequestView";
import type { SavedView } from "./generated/SavedView";
import type { SecretId } from "./generated/SecretId";
import type { SecretPage } from "./generated/SecretPage";
import type { SecretRow } from "./generated/SecretRow";
import type { SecretView } from "./generated/SecretView";
import type { Selection } from "./generated/Selection";
import type { SelectionView } from "./generated/SelectionView";
import type { Settings } from "./generated/Settings";
import type { TableView } from "./generated/TableView";
import type { TrustStoreRow } from "./generated/TrustStoreRow";
import type { VaultView } from "./generated/VaultView";
import type { VersionRef } from "./generated/VersionRef";

/** The names under which answers are kept. */
export const keys = {
  vault: ["vault"],
  settings: ["settings"],
  groups: ["groups"],
  labels: ["labels"],
  views: ["views"],
  tableView: ["tableView"],
  selectionFormats: ["selectionFormats"],
  secretPage: (query: SecretQuery, page: number) => ["secrets", query, page],
  secretCount: (query: SecretQuery) => ["secrets", query, "count"],
  selection: (selection: Selection) => ["secrets", "selection", selection],
  overview: (request: OverviewRequest) => ["secrets", "overview", request],
  secret: (id: SecretId) => ["secret", id],
  certificate: ({ secretId, versionId }: VersionRef) => ["secret", secretId, "certificate", versionId],
  batch: (id: BatchId) => ["batch", id],
  request: (id: SecretId) => ["secret", id, "request"],
  formats: ({ secretId, versionId }: VersionRef) => ["secret", secretId, "formats", versionId],
  destinations: ({ secretId, versionId }: VersionRef) => ["secret", secretId, "destinations", versionId],
} as const;

/** What each event makes stale. Nothing else decides when to re-read. */
export const staleAfter = {
  secretChanged: (event) => [["secrets"], ["secret", event.id], ["groups"], ["labels"], ["activity"]],
  secretsChanged: () => [["secrets"], ["secret"], ["groups"], ["labels"], ["activity"]],
  selectionProgress: () => [],
  groupsChanged: () => [["groups"], ["secrets"], ["secret"], ["activity"]],
  vaultChanged: () => [["vault"], ["settings"], ["groups"], ["labels"], ["views"], ["secrets"], ["secret"], ["activity"]],
  authoritiesChanged: () => [["authorities"], ["authority"], ["templates"], ["issued"], ["publishing"], ["trustStores"], ["activity"]],
  noticesChanged: () => [["notices"]],
  noticeCame: () => [],
  issueRunChanged: (event) => [["issueRun", event.id]],
  settingsChanged: () => [["settings"], ["publishing"], ["views"], ["activity"]],
  activityChanged: () => [["activity"]],
  batchChanged: (event) => [["batch", event.id]],
  databaseDamaged: () => [],
} satisfies { [T in CoreEvent["type"]]: (event: Extract<CoreEvent, { type: T }>) => QueryKey[] };

/** Re-reads what events make stale; mounted once, above every screen. `onEvent` hears of each event as well. */
export function useCoreEvents(onEvent?: (event: CoreEvent) => void): void {
  const backend = useBackend();
  const client = useQueryClient();
  const hear = useEffectEvent((event: CoreEvent) => {
    keysAfter(event).forEach((queryKey) => void client.invalidateQueries({ queryKey }));
    onEvent?.(event);
  });
  useEffect(() => backend.onEvent((event) => hear(event)), [backend]);
}

/** The keys that `event` makes stale. */
export function keysAfter(event: CoreEvent): QueryKey[] {
  const stale = staleAfter[event.type] as (event: CoreEvent) => QueryKey[];
  return stale(event);
}

/** Forgets everything but how the vault stands: for when it is locked. */
export function useForgetAnswers(): () => void {
  const client = useQueryClient();
  return () => {
    client.removeQueries({ predicate: ({ queryKey }) => queryKey[0] !== keys.vault[0] });
    client.getMutationCache().clear();
  };
}

export function useVault(): UseQueryResult<VaultView, ApiError> {
  const backend = useBackend();
  return useQuery({ queryKey: keys.vault, queryFn: () => backend.findVault() });
}

export function useSettings(): UseQueryResult<Settings, ApiError> {
  const backend = useBackend();
  return useQuery({ queryKey: keys.settings, queryFn: () => backend.findSettings() });
}

export function usePublishing(): UseQueryResult<PublishingView, ApiError> {
  const backend = useBackend();
  return useQuery({ queryKey: ["publishing"], queryFn: () => backend.findPublishing() });
}

/** Trust stores are asked through other programs, so only when they are shown. */
export function useTrustStores(id: AuthorityId): UseQueryResult<TrustStoreRow[], ApiError> {
  const backend = useBackend();
  return useQuery({ queryKey: ["trustStores", id], queryFn: () => backend.listTrustStores(id) });
}

export function useGroups(): UseQueryResult<GroupRow[], ApiError> {
  const backend = useBackend();
  return useQuery({ queryKey: keys.groups, queryFn: () => backend.listGroups() });
}

export function useLabels(): UseQueryResult<LabelCount[], ApiError> {
  const backend = useBackend();
  return useQuery({ queryKey: keys.labels, queryFn: () => backend.listLabels() });
}

/** The views that the person saved. */
export function useViews(): UseQueryResult<SavedView[], ApiError> {
  const backend = useBackend();
  return useQuery({ queryKey: keys.views, queryFn: () => backend.listViews() });
}

/** The table as the person left it; read once, when the table is first shown after the vault was opened. */
export function useTableView(): UseQueryResult<TableView | null, ApiError> {
  const backend = useBackend();
  return useQuery({ queryKey: keys.tableView, queryFn: () => backend.findTableView(), staleTime: Infinity, gcTime: 0 });
}

/** What expires when, over all secrets. */
export function useOverview(request: OverviewRequest): UseQueryResult<ExpiryOverview, ApiError> {
  const backend = useBackend();
  return useQuery({ queryKey: keys.overview(request), queryFn: () => backend.findOverview(request), placeholderData: keepPreviousData });
}

/** What a selection holds; the answer before stays while another is read. */
export function useSelectionCount(selection: Selection): UseQueryResult<SelectionView, ApiError> {
  const backend = useBackend();
  return useQuery({ queryKey: keys.selection(selection), queryFn: () => backend.countSelection(selection), placeholderData: keepPreviousData });
}

/** The forms that many secrets can be written in at once. */
export function useSelectionFormats(): UseQueryResult<FormatRow[], ApiError> {
  const backend = useBackend();
  return useQuery({ queryKey: keys.selectionFormats, queryFn: () => backend.listSelectionFormats(), staleTime: Infinity });
}

/** A secret; nothing is read while there is no id. */
export function useSecret(id: SecretId | null): UseQueryResult<SecretView, ApiError> {
  const backend = useBackend();
  return useQuery({ queryKey: keys.secret(id ?? ""), queryFn: () => backend.findSecret(id ?? ""), enabled: id !== null });
}

/** The certificate in a version; nothing is read while there is no version. */
export function useCertificate(ref: VersionRef | null): UseQueryResult<CertificateView, ApiError> {
  const backend = useBackend();
  const version = ref ?? NO_VERSION;
  return useQuery({ queryKey: keys.certificate(version), queryFn: () => backend.findCertificate(version), enabled: ref !== null });
}

/** The newest signing request of a secret. */
export function useRequest(id: SecretId): UseQueryResult<RequestView, ApiError> {
  const backend = useBackend();
  return useQuery({ queryKey: keys.request(id), queryFn: () => backend.findRequest(id) });
}

/** The formats that a version can be written in; nothing is read while there is no version. */
export function useFormats(ref: VersionRef | null): UseQueryResult<FormatRow[], ApiError> {
  const backend = useBackend();
  const version = ref ?? NO_VERSION;
  return useQuery({ queryKey: keys.formats(version), queryFn: () => backend.listFormats(version), enabled: ref !== null });
}

/** The destinations that a version can be handed to; nothing is read while there is no version. */
export function useDestinations(ref: VersionRef | null): UseQueryResult<DestinationRow[], ApiError> {
  const backend = useBackend();
  const version = ref ?? NO_VERSION;
  return useQuery({ queryKey: keys.destinations(version), queryFn: () => backend.listDestinations(version), enabled: ref !== null });
}

const NO_VERSION: VersionRef = { secretId: "", versionId: "" };

/** What the table shows, without which part of it is on screen. */
export type SecretQuery = Omit<ListSecrets, "offset" | "limit">;

/** All secrets by name. */
export const ALL_SECRETS: SecretQuery = { search: "", kinds: [], groupIds: [], statuses: [], labels: [], expiresFrom: null, expiresBefore: null, sort: "name", descending: false };

/** How many rows are read at once. */
export const PAGE_SIZE = 100;

/** One page of the table. While another query is read, the page shown before stays. */
export function useSecretPage(query: SecretQuery, page = 0): UseQueryResult<SecretPage, ApiError> {
  const backend = useBackend();
  return useQuery({ ...pageOptions(backend, query, page), placeholderData: keepPreviousData });
}

export interface SecretRows {
  /** Secrets that match, as soon as the first page is there. */
  total: number;
  /** There may be more than `total`: they are still being counted. */
  isCounting: boolean;
  /** Secrets there are at all. */
  held: number;
  /** The row at this place, once its page is there. */
  rowAt: (index: number) => SecretRow | undefined;
  /** Nothing is there yet. */
  isPending: boolean;
  /** What is shown belongs to the query before. */
  isPrevious: boolean;
  /** Why nothing is there. */
  error: ApiError | null;
  retry: () => void;
}

/** The rows from `first` to `last` of a long table, read page by page. */
export function useSecretRows(query: SecretQuery, first: number, last: number): SecretRows {
  const backend = useBackend();
  const start = useSecretPage(query);
  const shown = start.isPlaceholderData ? [] : pagesBetween(first, last);
  const pages = useQueries({ queries: shown.map((page) => pageOptions(backend, query, page)) });
  const count = useSecretCount(query, !start.isPlaceholderData && start.data?.totalExact === false);
  const failed = [start, ...pages].find(({ isLoadingError }) => isLoadingError);
  return {
    total: Math.max(start.data?.total ?? 0, count ?? 0),
    isCounting: start.data?.totalExact === false && count === undefined,
    held: start.data?.held ?? 0,
    rowAt: (index) => pageWith(index, [start, ...pages])?.rows[index % PAGE_SIZE],
    isPending: start.isPending,
    isPrevious: start.isPlaceholderData,
    error: failed?.error ?? null,
    retry: () => void Promise.all([start, ...pages].filter(({ isError }) => isError).map(({ refetch }) => refetch())),
  };
}

/** The exact number of secrets that match, where a page only says “at least so many”. */
function useSecretCount(query: SecretQuery, wanted: boolean): number | undefined {
  const backend = useBackend();
  const count = useQuery({
    queryKey: keys.secretCount(query),
    queryFn: () => backend.countSecrets({ ...query, offset: 0, limit: 1 }),
    enabled: wanted,
  });
  return wanted ? count.data : undefined;
}

function pageOptions(backend: Backend, query: SecretQuery, page: number) {
  return queryOptions<SecretPage, ApiError>({
    queryKey: keys.secretPage(query, page),
    queryFn: () => backend.listSecrets({ ...query, offset: page * PAGE_SIZE, limit: PAGE_SIZE }),
  });
}

/** The pages after the first one that hold the rows from `first` to `last`. */
export function pagesBetween(first: number, last: number): number[] {
  const from = Math.max(1, Math.floor(first / PAGE_SIZE));
  const to = Math.floor(last / PAGE_SIZE);
  return Array.from({ length: Math.max(0, to - from + 1) }, (_, index) => from + index);
}

/** The page that holds the row at `index`, if it is there. */
export function pageWith<Page extends { offset: number }>(index: number, pages: { data: Page | undefined }[]): Page | undefined {
  const offset = Math.floor(index / PAGE_SIZE) * PAGE_SIZE;
  return pages.find(({ data }) => data?.offset === offset)?.data;
}

/** The methods that change something, write a file or open a dialog. */
type Mutation = Exclude<keyof Backend, `find${string}` | `list${string}` | `on${string}` | "clearIntakeField">;

/** What such a method takes: one request, or nothing. */
type RequestOf<M extends Mutation> = Parameters<Backend[M]>[0];

/** Requests and answers may hold a passphrase or a key, so none outlives its screen. */
const NOTHING_KEPT = 0;

/** A call that changes something; its error is what the core answered. Screens re-read by events, not by this. */
export function useBackendCall<M extends Mutation>(method: M): UseMutationResult<Awaited<ReturnType<Backend[M]>>, ApiError, RequestOf<M>> {
  const backend = useBackend();
  const call = (request: RequestOf<M>) => (backend[method] as (request: RequestOf<M>) => Promise<Awaited<ReturnType<Backend[M]>>>)(request);
  return useMutation({ mutationKey: [method], mutationFn: call, gcTime: NOTHING_KEPT });
}
