import { nearest, quotedList } from '../../config/nearest.ts';
import { SyncError } from '../../errors.ts';
import type { AnswerPlace } from './answer-error.ts';

/** Names below a path of the API, such as the endpoints below `/api/dcim/`; none when there is no such path. */
export type ListNames = (path: string) => Promise<readonly string[]>;

/**
 * The error for an endpoint that the server does not have, with the one that was probably meant: near in spelling in
 * its application, or of the same name in another.
 * @param place its `what` is the endpoint in its canonical spelling
 */
export async function unknownEndpointError(place: AnswerPlace, listNames: ListNames): Promise<SyncError> {
  const { what: endpoint, baseUrl, product } = place;
  const guess = await guessEndpoint(endpoint, product.name, listNames);
  return new SyncError({
    code: 'UNEXPECTED_ANSWER',
    message: `${product.name} at ${baseUrl} has no endpoint "${endpoint}"`,
    hint: guess.found === undefined ? guess.otherwise : `Did you mean "${guess.found}"?`,
  });
}

type Guess = { readonly found: string } | { readonly found: undefined; readonly otherwise: string };

async function guessEndpoint(endpoint: string, product: string, listNames: ListNames): Promise<Guess> {
  const segments = endpoint.split('.');
  const name = segments.pop() ?? '';
  const application = segments.join('.');
  const siblings = await listNames(`/api/${segments.join('/')}/`);
  const sibling = nearest(name, siblings);
  if (sibling !== undefined) return { found: `${application}.${sibling}` };

  const applications = (await listNames('/api/')).filter(
    (known) => known !== 'status' && known !== 'plugins',
  );
  const similar = nearest(application, applications);
  const inOrder = [...(similar === undefined ? [] : [similar]), ...applications];
  for (const other of inOrder) {
    if ((await listNames(`/api/${other}/`)).includes(name)) return { found: `${other}.${name}` };
  }
  if (siblings.length > 0)
    return { found: undefined, otherwise: `${application} has ${quotedList(siblings)}.` };
  const otherwise = `${product} has the applications ${quotedList(applications)}; a plugin's endpoints begin with "plugins.".`;
  return { found: undefined, otherwise };
}
