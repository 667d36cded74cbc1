import type { JsonValue } from '../../src/json.ts';
import type { VariantName } from './variants.ts';

/** A walk through time as plain JSON, so that one that found a failure can be kept in a file. */
export interface History {
  readonly setting: Setting;
  readonly steps: readonly Step[];
}

/** What stays the same for a whole history, unless a step changes it. */
export interface Setting {
  readonly variants: readonly VariantName[];
  /** Whether what the source lacks is deleted. */
  readonly deletes: boolean;
  readonly pageSize: number;
  readonly fullResyncEvery: number;
  readonly netbox: '4.7.3' | '4.6.8' | '4.5.9';
  readonly infrahub: '1.11.9' | '1.4.13';
  /** A branch that is compared with and edited by others; the default one when there is none. */
  readonly branch?: 'work';
}

/** Some changes, perhaps a run that something happens to, and then the two runs that are compared. */
export interface Step {
  readonly changes: readonly Change[];
  /** Seconds that pass before the runs. */
  readonly wait: number;
  readonly disturbed?: DisturbedRun;
  /** How the warm run that is compared is made. */
  readonly mode: 'diff' | 'sync';
  /** Hours that the runner's clock is off. */
  readonly skew: number;
}

/** A warm run that is not compared with anything: something happens while it runs. */
export type DisturbedRun = { readonly mode: 'diff' | 'sync' } & (
  | {
      readonly type: 'write';
      readonly server: Server;
      readonly at: number;
      readonly changes: readonly Change[];
    }
  | { readonly type: 'refuse'; readonly server: Server; readonly at: number }
  | { readonly type: 'kill' | 'cancel'; readonly at: number }
);

export type Server = 'netbox' | 'infrahub';

/** `pick` is a place in the list of what there is, counted round and round, so that it always names something. */
export type Change = NetBoxChange | ServerChange | DestinationChange | SettingChange;

/** What anybody may do to NetBox through its REST API. */
export type NetBoxChange =
  | { readonly do: 'create'; readonly endpoint: string; readonly picks: readonly number[] }
  | { readonly do: 'delete' | 'touch'; readonly endpoint: string; readonly pick: number }
  | { readonly do: 'rename'; readonly endpoint: string; readonly pick: number; readonly name: number }
  | {
      readonly do: 'set';
      readonly endpoint: string;
      readonly pick: number;
      readonly field: string;
      readonly value: JsonValue;
    }
  /** `target` null clears the reference. */
  | {
      readonly do: 'point';
      readonly endpoint: string;
      readonly pick: number;
      readonly field: string;
      readonly to: string;
      readonly target: number | null;
    }
  | {
      readonly do: 'list';
      readonly endpoint: string;
      readonly pick: number;
      readonly field: string;
      readonly to: string;
      readonly targets: readonly number[];
    }
  | {
      readonly do: 'custom';
      readonly endpoint: string;
      readonly pick: number;
      readonly field: string;
      readonly value: JsonValue;
    }
  /** Two objects take each other's names. */
  | { readonly do: 'swap'; readonly endpoint: string; readonly picks: readonly [number, number] }
  /** Deleted and made again under the same name: another id. */
  | { readonly do: 'replace'; readonly endpoint: string; readonly pick: number }
  | { readonly do: 'primary-ip' | 'primary-mac'; readonly pick: number; readonly target: number | null };

/** What happens to the NetBox server itself. */
export type ServerChange =
  | { readonly do: 'begin'; readonly changes: readonly NetBoxChange[] }
  | { readonly do: 'commit' | 'rollback' | 'backup' | 'prune' }
  | { readonly do: 'restore'; readonly clock: 'kept' | 'back' }
  | {
      readonly do: 'permission';
      readonly endpoint: string;
      readonly state: 'forbidden' | 'hidden';
      /** How many steps it lasts. */
      readonly steps: number;
    };

/** What others do at the destination; `kind` and `field` are places among what is mapped. */
export type DestinationChange =
  | {
      readonly do: 'destination-set';
      readonly kind: number;
      readonly pick: number;
      readonly field: number;
      readonly value: string;
    }
  | {
      readonly do: 'destination-relate';
      readonly kind: number;
      readonly pick: number;
      readonly field: number;
      readonly targets: readonly number[];
    }
  | { readonly do: 'destination-delete'; readonly kind: number; readonly pick: number }
  | { readonly do: 'destination-create'; readonly kind: number; readonly name: string };

/** What the user changes. */
export type SettingChange =
  /** Infrahub starts anew with an attribute more, or less. */
  | { readonly do: 'schema'; readonly extra: boolean }
  | {
      readonly do: 'setting';
      readonly part: Partial<Pick<Setting, 'variants' | 'deletes' | 'fullResyncEvery'>>;
    };
