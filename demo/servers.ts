import { parseArgs } from 'node:util';
import { startInfrahub } from './infrahub/server.ts';
import { startNautobot } from './nautobot/server.ts';
import { startNetBox } from './netbox/server.ts';

/** Serves an embedded NetBox, Nautobot and Infrahub until it is stopped. */

const { values } = parseArgs({
  options: {
    'netbox-port': { type: 'string', default: '8090' },
    'nautobot-port': { type: 'string', default: '8081' },
    'infrahub-port': { type: 'string', default: '8000' },
    devices: { type: 'string', default: '200' },
    latency: { type: 'string', default: '0' },
    'infrahub-version': { type: 'string', default: '1.11.9' },
  },
});

const latency = wholeNumber('latency', values.latency);
const netbox = await startNetBox({
  port: wholeNumber('netbox-port', values['netbox-port']),
  devices: wholeNumber('devices', values.devices),
  latency,
});
const nautobot = await startNautobot({
  port: wholeNumber('nautobot-port', values['nautobot-port']),
  devices: wholeNumber('devices', values.devices),
  latency,
});
const infrahub = await startInfrahub({
  port: wholeNumber('infrahub-port', values['infrahub-port']),
  latency,
  version: values['infrahub-version'] === '1.4.13' ? '1.4.13' : '1.11.9',
});

console.log(`export NETBOX_URL=${netbox.url} NETBOX_TOKEN=${netbox.token}`);
console.log(`export NAUTOBOT_URL=${nautobot.url} NAUTOBOT_TOKEN=${nautobot.token}`);
console.log(`export INFRAHUB_ADDRESS=${infrahub.url} INFRAHUB_API_TOKEN=${infrahub.token}`);
console.error('serving until stopped (Ctrl-C)');

for (const signal of ['SIGINT', 'SIGTERM'] as const) {
  process.once(signal, () => void Promise.all([netbox.close(), nautobot.close(), infrahub.close()]));
}

function wholeNumber(name: string, text: string): number {
  if (/^\d+$/.test(text)) return Number(text);
  console.error(`--${name} wants a whole number, not ${JSON.stringify(text)}`);
  process.exit(1);
}
