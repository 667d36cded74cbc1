import { startInfrahub } from '../demo/infrahub/server.ts';
import { startNetBox } from '../demo/netbox/server.ts';

/** A child of the benchmark: serves both systems at a latency. */

const [devices = '200', latency = '20'] = process.argv.slice(2);

const netbox = await startNetBox({ devices: Number(devices), latency: Number(latency) });
const infrahub = await startInfrahub({ latency: Number(latency) });
process.send?.({
  NETBOX_URL: netbox.url,
  NETBOX_TOKEN: netbox.token,
  INFRAHUB_ADDRESS: infrahub.url,
  INFRAHUB_API_TOKEN: infrahub.token,
});
process.once('disconnect', () => process.exit(0));
