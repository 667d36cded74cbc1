import { ACTIONS, type Filter } from './filter.ts';

/** What a reader looks at: a filter and a page, counted from 0. */
export interface View {
  readonly filter: Filter;
  readonly page: number;
}

/** A view as the page's address keeps it behind `#`, so that it can be sent to somebody. Kinds go by name. */
export function addressOf({ filter, page }: View, kinds: readonly { readonly name: string }[]): string {
  const parts = new URLSearchParams();
  const action = filter.action === undefined ? undefined : ACTIONS[filter.action];
  const kind = filter.kind === undefined ? undefined : kinds[filter.kind]?.name;
  if (action !== undefined) parts.set('action', action);
  if (kind !== undefined) parts.set('kind', kind);
  if (filter.text !== '') parts.set('text', filter.text);
  if (filter.onlyProblems) parts.set('errors', 'only');
  if (page > 0) parts.set('page', String(page + 1));
  return parts.toString();
}

/** The view that an address asks for; what it does not say, or says wrongly, is left open. */
export function viewOf(address: string, kinds: readonly { readonly name: string }[]): View {
  const parts = new URLSearchParams(address.replace(/^#/, ''));
  const action = ACTIONS.indexOf(parts.get('action') as (typeof ACTIONS)[number]);
  const kind = kinds.findIndex(({ name }) => name === parts.get('kind'));
  const page = Number(parts.get('page') ?? 1);
  return {
    filter: {
      action: action < 0 ? undefined : action,
      kind: kind < 0 ? undefined : kind,
      text: parts.get('text') ?? '',
      onlyProblems: parts.get('errors') === 'only',
    },
    page: Number.isSafeInteger(page) && page > 1 ? page - 1 : 0,
  };
}
