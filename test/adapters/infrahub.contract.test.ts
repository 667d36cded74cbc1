import { startInfrahub } from '../../demo/infrahub/server.ts';
import { destinationContract } from '../contract/destination-contract.ts';
import { infrahubSubject } from '../contract/infrahub-subject.ts';

for (const version of ['1.11.9', '1.4.13'] as const) {
  destinationContract(`An embedded Infrahub ${version}`, async () => {
    const server = await startInfrahub({ version });
    return infrahubSubject(server.url, server.token, () => server.close());
  });
}
