import { startInfrahub } from '../../demo/infrahub/server.ts';
import { infrahubSourceSubject } from '../contract/infrahub-source-subject.ts';
import { sourceContract } from '../contract/source-contract.ts';

sourceContract('an embedded Infrahub', async () => {
  const infrahub = await startInfrahub({ anonymousRead: false });
  return infrahubSourceSubject(infrahub.url, infrahub.token, () => infrahub.close());
});
