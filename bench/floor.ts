import { readFileSync } from 'node:fs';
import { Pool } from 'undici';
import type { RunObservations, SentRequest } from './observe-run.ts';

/**
 * The floor: a bare client that fetches the same pages over as many connections as the engine uses and does
 * nothing else with them. It prints how many bytes that were.
 */

const [observed = '', connectionsText = '4'] = process.argv.slice(2);
const connections = Number(connectionsText);
const { requests } = JSON.parse(readFileSync(observed, 'utf8')) as RunObservations;

const { NETBOX_URL = '', NETBOX_TOKEN = '', INFRAHUB_API_TOKEN = '' } = process.env;
const headers = {
  netbox: { authorization: `Token ${NETBOX_TOKEN}`, accept: 'application/json' },
  infrahub: {
    'x-infrahub-key': INFRAHUB_API_TOKEN,
    'content-type': 'application/json',
    'accept-encoding': 'gzip',
  },
};

async function fetchAll(origin: string, toFetch: readonly SentRequest[]): Promise<number> {
  const pool = new Pool(origin, { connections, pipelining: 1 });
  const waiting = [...toFetch];
  const isNetBox = origin === new URL(NETBOX_URL).origin;
  let bytes = 0;
  const work = async (): Promise<void> => {
    for (let next = waiting.shift(); next !== undefined; next = waiting.shift()) {
      const { method, path, body } = next;
      const answer = await pool.request({
        method: method as 'GET' | 'POST',
        path,
        headers: isNetBox ? headers.netbox : headers.infrahub,
        body,
      });
      for await (const chunk of answer.body) bytes += (chunk as Buffer).length;
      // Refused for want of a token it would cost nothing; other refusals are answers that the engine asked for.
      if ([401, 403].includes(answer.statusCode)) throw new Error(`${method} ${path}: ${answer.statusCode}`);
    }
  };
  await Promise.all(Array.from({ length: connections }, work));
  await pool.close();
  return bytes;
}

const byServer = Map.groupBy(requests, ({ origin }) => origin);
const bytes = await Promise.all([...byServer].map(([origin, own]) => fetchAll(origin, own)));
console.log(JSON.stringify({ requests: requests.length, bytes: bytes.reduce((sum, some) => sum + some, 0) }));
