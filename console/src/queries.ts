/** Reads and acts on the node through TanStack Query: one key scheme, so that live events find what they make stale. */
import type { Reply, RouteSpec } from '@jisr/contract';
import {
  keepPreviousData,
  QueryClient,
  useInfiniteQuery,
  useMutation,
  useQuery,
  useQueryClient,
} from '@tanstack/react-query';
import { useCallback, useMemo } from 'react';
import { ApiProblem, type CallInput, call, type ReadInput } from './api.ts';

/** The key of a read: the route's path first, so that a live event can invalidate by path. */
export const readKey = (route: RouteSpec, input: { params?: unknown; query?: unknown }) =>
  [route.path, input.params ?? null, input.query ?? null] as const;

/** Reads fail at once on a refusal (4xx) and are tried twice again when the node does not answer. */
export const createQueries = () =>
  new QueryClient({
    defaultOptions: {
      queries: {
        staleTime: 15_000,
        retry: (count, error) =>
          !(error instanceof ApiProblem && error.status >= 400 && error.status < 500) && count < 2,
        refetchOnWindowFocus: false,
        networkMode: 'always',
      },
      mutations: { networkMode: 'always' },
    },
  });

interface ReadOptions {
  readonly enabled?: boolean;
  /** Keep showing the last answer while the next one (another query) is read. */
  readonly keep?: boolean;
}

/**
 * Reads a route and keeps it fresh by live events.
 *
 * @example
 * const board = useRead(API.readBoard, {});
 */
export function useRead<R extends RouteSpec>(route: R, input: ReadInput<R>, options: ReadOptions = {}) {
  return useQuery<Reply<R>, Error>({
    queryKey: readKey(route, input),
    queryFn: ({ signal }) => call(route, input as CallInput<R>, signal),
    enabled: options.enabled ?? true,
    ...(options.keep ? { placeholderData: keepPreviousData } : {}),
  });
}

interface Paged<Row> {
  readonly items: readonly Row[];
  readonly next: string | null;
  readonly total: number | null;
}
type RowOf<R extends RouteSpec> = Reply<R> extends { items: readonly (infer Row)[] } ? Row : never;

/**
 * Reads a list route page by page. `rows` holds all pages so far; `more()` reads the next one.
 *
 * @example
 * const hits = usePages(API.listHits, { query: { view: 'open', limit: 500 } });
 */
export function usePages<R extends RouteSpec>(route: R, input: ReadInput<R>, options: ReadOptions = {}) {
  const query = useInfiniteQuery({
    queryKey: [...readKey(route, input), 'pages'],
    initialPageParam: undefined as string | undefined,
    queryFn: async ({ pageParam, signal }) => {
      const paged = { ...input, query: { ...(input.query as object | undefined), after: pageParam } };
      return (await call(route, paged as CallInput<R>, signal)) as unknown as Paged<RowOf<R>>;
    },
    getNextPageParam: (last) => last.next ?? undefined,
    enabled: options.enabled ?? true,
    ...(options.keep ? { placeholderData: keepPreviousData } : {}),
  });
  const pages = query.data?.pages;
  const rows = useMemo(() => pages?.flatMap((page) => page.items) ?? [], [pages]);
  const { hasNextPage: hasMore, isFetchingNextPage: busy, fetchNextPage } = query;
  const more = useCallback(() => {
    if (hasMore && !busy) void fetchNextPage();
  }, [hasMore, busy, fetchNextPage]);
  return { query, rows, loaded: pages !== undefined, total: pages?.[0]?.total ?? null, hasMore, more };
}

/**
 * A question that is asked with a body, since what it says must not stand in an address. Null asks nothing; the answer
 * before it stays while the next one is awaited, and none is kept once the screen is left.
 *
 * @example
 * const answer = useQuestion(API.matchNames, { body: { query, listed } });
 */
export function useQuestion<R extends RouteSpec>(route: R, input: CallInput<R> | null) {
  return useQuery<Reply<R>, Error>({
    queryKey: [route.path, input],
    queryFn: ({ signal }) => call(route, input as CallInput<R>, signal),
    enabled: input !== null,
    staleTime: Number.POSITIVE_INFINITY,
    gcTime: 0,
    retry: false,
    placeholderData: keepPreviousData,
  });
}

/**
 * A write. On success the reads named in `stale` are read again.
 *
 * @example
 * const claim = useAct(API.claimHit, [API.readHit, API.listHits]);
 * claim.mutate({ params: { id } });
 */
export function useAct<R extends RouteSpec>(route: R, stale: readonly RouteSpec[] = []) {
  const queries = useQueryClient();
  return useMutation<Reply<R>, Error, CallInput<R>>({
    mutationFn: (input) => call(route, input),
    onSuccess: async () => {
      await Promise.all(stale.map((each) => queries.invalidateQueries({ queryKey: [each.path] })));
    },
  });
}
