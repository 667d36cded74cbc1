import type { RowProblem } from '../mapping/map-result.ts';
import type { Row } from '../mapping/row.ts';
import type { KindRead } from './kind-read.ts';

/** One kind of one side, mapped. */
export interface KindRows {
  readonly kind: string;
  readonly rows: readonly Row[];
  /** Beside `rows`: the JSON text of each row's record. */
  readonly records: readonly string[];
  /** Records without a row, left out by a filter or by a problem: a later warm run needs to know them. */
  readonly leftOut: readonly LeftOutRecord[];
  readonly problems: readonly RowProblem[];
  readonly read: Omit<KindRead, 'sets'>;
}

export interface LeftOutRecord {
  readonly origin: string;
  readonly localId: string;
  readonly record: string;
}
