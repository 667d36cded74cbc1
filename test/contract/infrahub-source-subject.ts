import { createInfrahubSource } from '../../src/adapters/infrahub/index.ts';
import type { JsonObject } from '../../src/json.ts';
import { testContext } from './netbox-subject.ts';
import type { SourceSubject } from './source-contract.ts';

const DEVICES = 14;
const PREFIX = 'zz-source';

/** What the contract needs of an Infrahub with the lab's schema: some devices of one site, which are removed again. */
export async function infrahubSourceSubject(
  url: string,
  token: string,
  close: () => Promise<void>,
): Promise<SourceSubject> {
  const mutate = async (fields: readonly string[]): Promise<void> => {
    const response = await fetch(`${url}/graphql/main`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', 'X-INFRAHUB-KEY': token },
      body: JSON.stringify({ query: `mutation { ${fields.join(' ')} }` }),
    });
    const { errors } = (await response.json()) as { errors?: unknown };
    if (errors !== undefined) throw new Error(JSON.stringify(errors));
  };
  const names = Array.from({ length: DEVICES }, (_, number) => `${PREFIX}-${number}`);
  const remove = async (): Promise<void> => {
    for (const name of names) {
      await mutate([`DcimDeviceDelete(data: {hfid: ["${name}"]}) { ok }`]).catch(() => undefined);
    }
    await mutate([`LocationSiteDelete(data: {hfid: ["${PREFIX}"]}) { ok }`]).catch(() => undefined);
  };

  await remove();
  await mutate([`LocationSiteCreate(data: {name: {value: "${PREFIX}"}, slug: {value: "${PREFIX}"}}) { ok }`]);
  await mutate(
    names.map((name, number) => {
      const data = `{name: {value: "${name}"}, serial: {value: "${number}"}, site: {hfid: ["${PREFIX}"]}}`;
      return `d${number}: DcimDeviceCreate(data: ${data}) { ok }`;
    }),
  );
  return {
    endpoints: ['DcimDevice', 'LocationSite'],
    plain: { endpoint: 'LocationSite', path: 'name' },
    nested: { endpoint: 'DcimDevice', path: 'site', target: 'LocationSite' },
    stamped: 'LocationSite',
    unstamped: 'LocationPlanet',
    misspelt: { endpoint: 'LocationSiet', meant: 'LocationSite' },
    spelling: { written: ' LocationSite', canonical: 'LocationSite' },
    open: (settings: JsonObject) =>
      createInfrahubSource({ name: 'infrahub', settings: { url, token, ...settings } }, testContext()),
    async close() {
      await remove();
      await close();
    },
  };
}
