import { appendFileSync } from 'node:fs';
import type { DemoRequest } from '../demo/http-server.ts';
import { startInfrahub } from '../demo/infrahub/server.ts';
import { startNetBox } from '../demo/netbox/server.ts';

/**
 * A child of the benchmark: serves both systems at a latency and writes every request it answers to a file,
 * so that the floor can ask for the very same ones.
 */

const [devices = '200', latency = '20', log = 'requests.ndjson'] = process.argv.slice(2);

function record(server: 'netbox' | 'infrahub') {
  return (request: DemoRequest): void => {
    const { method, url, body } = request;
    appendFileSync(log, `${JSON.stringify({ server, method, path: url.pathname + url.search, body })}\n`);
  };
}

const netbox = await startNetBox({
  devices: Number(devices),
  latency: Number(latency),
  onRequest: record('netbox'),
});
const infrahub = await startInfrahub({ latency: Number(latency), onRequest: record('infrahub') });
process.send?.({
  NETBOX_URL: netbox.url,
  NETBOX_TOKEN: netbox.token,
  INFRAHUB_ADDRESS: infrahub.url,
  INFRAHUB_API_TOKEN: infrahub.token,
});
process.once('disconnect', () => process.exit(0));
