import { startNautobot } from '../../demo/nautobot/server.ts';
import { nautobotSubject } from '../contract/nautobot-subject.ts';
import { sourceContract } from '../contract/source-contract.ts';

for (const version of ['3.2.7', '2.4.0']) {
  sourceContract(`the embedded Nautobot ${version}`, async () => {
    const nautobot = await startNautobot({ version, devices: 60 });
    return nautobotSubject(nautobot.url, nautobot.token, () => nautobot.close());
  });
}
