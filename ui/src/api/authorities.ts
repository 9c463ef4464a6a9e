/** What the screen reads about own authorities, their templates, and what they issued. */
import { keepPreviousData, queryOptions, useQueries, useQuery } from "@tanstack/react-query";
import type { UseQueryResult } from "@tanstack/react-query";

import type { Backend } from "./backend";
import { useBackend } from "./BackendProvider";
import type { ApiError } from "./errors";
import type { AuthorityId } from "./generated/AuthorityId";
import type { AuthorityPreset } from "./generated/AuthorityPreset";
import type { AuthorityRow } from "./generated/AuthorityRow";
import type { AuthorityView } from "./generated/AuthorityView";
import type { IssuedPage } from "./generated/IssuedPage";
import type { IssuedRow } from "./generated/IssuedRow";
import type { ListIssued } from "./generated/ListIssued";
import type { TemplatePreset } from "./generated/TemplatePreset";
import type { TemplateRow } from "./generated/TemplateRow";
import type { TemplateTrial } from "./generated/TemplateTrial";
import type { TryNames } from "./generated/TryNames";
import { PAGE_SIZE, pageWith, pagesBetween } from "./queries";

const keys = {
  authorities: ["authorities"],
  presets: ["authorities", "presets"],
  authority: (id: AuthorityId) => ["authority", id],
  templates: (authorityId: AuthorityId | null) => ["templates", authorityId],
  templatePresets: ["templates", "presets"],
  trial: (request: TryNames) => ["templates", "trial", request],
  issued: (query: IssuedQuery, page: number) => ["issued", query, page],
} as const;

/** All own authorities: roots first, each followed by what stands below it. */
export function useAuthorities(): UseQueryResult<AuthorityRow[], ApiError> {
  const backend = useBackend();
  return useQuery({ queryKey: keys.authorities, queryFn: () => backend.listAuthorities() });
}

export function useAuthority(id: AuthorityId): UseQueryResult<AuthorityView, ApiError> {
  return useQuery(authorityOptions(useBackend(), id));
}

/** Authorities with what stands in whose way, by id, as far as they are read. */
export function useAuthorityViews(ids: readonly AuthorityId[]): ReadonlyMap<AuthorityId, AuthorityView> {
  const backend = useBackend();
  return useQueries({
    queries: ids.map((id) => authorityOptions(backend, id)),
    combine: (answers) => new Map(answers.flatMap(({ data }) => (data === undefined ? [] : [[data.row.id, data]]))),
  });
}

function authorityOptions(backend: Backend, id: AuthorityId) {
  return queryOptions<AuthorityView, ApiError>({ queryKey: keys.authority(id), queryFn: () => backend.findAuthority(id) });
}

/** Values to start own authorities from. */
export function useAuthorityPresets(): UseQueryResult<AuthorityPreset[], ApiError> {
  const backend = useBackend();
  return useQuery({ queryKey: keys.presets, queryFn: () => backend.listAuthorityPresets(), staleTime: Infinity });
}

/** The templates of an authority; of all when none is given. */
export function useTemplates(authorityId: AuthorityId | null): UseQueryResult<TemplateRow[], ApiError> {
  const backend = useBackend();
  return useQuery({ queryKey: keys.templates(authorityId), queryFn: () => backend.listTemplates(authorityId) });
}

/** Values to start a template from. */
export function useTemplatePresets(): UseQueryResult<TemplatePreset[], ApiError> {
  const backend = useBackend();
  return useQuery({ queryKey: keys.templatePresets, queryFn: () => backend.listTemplatePresets(), staleTime: Infinity });
}

/** What a template, saved or not, says to names; the answer before stays while another is read. */
export function useTemplateTrial(request: TryNames): UseQueryResult<TemplateTrial, ApiError> {
  const backend = useBackend();
  return useQuery({ queryKey: keys.trial(request), queryFn: () => backend.tryNames(request), placeholderData: keepPreviousData, gcTime: 0 });
}

/** What is shown of what an authority issued, without which part of it is on screen. */
export type IssuedQuery = Omit<ListIssued, "offset" | "limit">;

export interface IssuedRows {
  total: number;
  rowAt: (index: number) => IssuedRow | undefined;
  isPending: boolean;
  /** What is shown belongs to the query before. */
  isPrevious: boolean;
  error: ApiError | null;
  retry: () => void;
}

/** The rows from `first` to `last` of what an authority issued, read page by page. */
export function useIssuedRows(query: IssuedQuery, first: number, last: number): IssuedRows {
  const backend = useBackend();
  const start = useQuery({ ...issuedOptions(backend, query, 0), placeholderData: keepPreviousData });
  const shown = start.isPlaceholderData ? [] : pagesBetween(first, last);
  const pages = useQueries({ queries: shown.map((page) => issuedOptions(backend, query, page)) });
  const all = [start, ...pages];
  return {
    total: start.data?.total ?? 0,
    rowAt: (index) => pageWith(index, all)?.rows[index % PAGE_SIZE],
    isPending: start.isPending,
    isPrevious: start.isPlaceholderData,
    error: all.find(({ isLoadingError }) => isLoadingError)?.error ?? null,
    retry: () => void Promise.all(all.filter(({ isError }) => isError).map(({ refetch }) => refetch())),
  };
}

function issuedOptions(backend: Backend, query: IssuedQuery, page: number) {
  return queryOptions<IssuedPage, ApiError>({
    queryKey: keys.issued(query, page),
    queryFn: () => backend.listIssued({ ...query, offset: page * PAGE_SIZE, limit: PAGE_SIZE }),
  });
}
