import { readFileSync } from 'node:fs';
import { Pool } from 'undici';

/**
 * The floor: a bare client that fetches the same pages over as many connections as the engine uses and does
 * nothing else with them.
 */

const [log = '', connectionsText = '4'] = process.argv.slice(2);
const connections = Number(connectionsText);

interface Logged {
  readonly server: 'netbox' | 'infrahub';
  readonly method: 'GET' | 'POST';
  readonly path: string;
  readonly body: string;
}

const requests = readFileSync(log, 'utf8')
  .trim()
  .split('\n')
  .map((line) => JSON.parse(line) as Logged);

const { NETBOX_URL = '', NETBOX_TOKEN = '', INFRAHUB_ADDRESS = '', INFRAHUB_API_TOKEN = '' } = process.env;
const headers = {
  netbox: { authorization: `Token ${NETBOX_TOKEN}`, accept: 'application/json' },
  infrahub: {
    'x-infrahub-key': INFRAHUB_API_TOKEN,
    'content-type': 'application/json',
    'accept-encoding': 'gzip',
  },
};

async function fetchAll(server: Logged['server'], address: string): Promise<number> {
  const pool = new Pool(address, { connections, pipelining: 1 });
  const waiting = requests.filter((request) => request.server === server);
  let bytes = 0;
  const work = async (): Promise<void> => {
    for (let next = waiting.shift(); next !== undefined; next = waiting.shift()) {
      const { method, path, body } = next;
      const answer = await pool.request({
        method,
        path,
        headers: headers[server],
        body: method === 'POST' ? body : null,
      });
      for await (const chunk of answer.body) bytes += (chunk as Buffer).length;
    }
  };
  await Promise.all(Array.from({ length: connections }, work));
  await pool.close();
  return bytes;
}

const bytes = await Promise.all([fetchAll('netbox', NETBOX_URL), fetchAll('infrahub', INFRAHUB_ADDRESS)]);
console.log(JSON.stringify({ requests: requests.length, bytes: bytes[0] + bytes[1] }));
